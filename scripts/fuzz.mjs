// `npm run fuzz [-- inputs] [seed]`: every reader of foreign files against so many mutated inputs. The seed is printed; given again, it
// gives the same run.
import { runnerImport } from 'vite';

const [count = '100000', seed = String(Date.now() % 2 ** 32)] = process.argv.slice(2);
const { module } = await runnerImport(new URL('./fuzz/fuzz.ts', import.meta.url).pathname);
console.log(`seed ${seed}, ${count} inputs for each reader`);
let faults = 0;
for (const reader of module.READERS) {
  const result = await module.fuzz(reader, Number(count), Number(seed));
  faults += result.faults.length;
  const { read, refused, slowestMs, heapMb } = result;
  console.log(
    `${reader.name.padEnd(12)} ${read} read, ${refused} refused, slowest ${slowestMs.toFixed(0)} ms, heap +${heapMb.toFixed(0)} MB`,
  );
  for (const fault of result.faults.slice(0, 5)) console.log(`  ${fault}`);
}
process.exit(faults > 0 ? 1 : 0);
