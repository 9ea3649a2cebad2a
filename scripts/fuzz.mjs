// `npm run fuzz [-- inputs] [seed] [readers]`: every reader of foreign files against so many mutated inputs. The seed is printed; given
// again, it gives the same run. Each reader runs in a thread of its own with little memory: one that hangs is named, and stopped.
import { Worker } from 'node:worker_threads';

const NAMES = new URL('./fuzz/names.json', import.meta.url);
const { default: all } = await import(NAMES.href, { with: { type: 'json' } });
const [count = '100000', seed = String(Date.now() % 2 ** 32), ...only] = process.argv.slice(2);
/** No number of input for so long is a hang, on however busy a machine. */
const HANG_MS = 30_000;
const HEAP_MB = 768;
/** The thread is not at any input yet. */
const LOADING = -1;

console.log(`seed ${seed}, ${count} inputs for each reader`);
let faults = 0;
for (const name of all.filter((each) => only.length === 0 || only.includes(each))) {
  const started = performance.now();
  const result = await run(name);
  faults += result.faults.length;
  const { read, refused, slowestMs, mostMb } = result;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${name.padEnd(12)} ${read} read, ${refused} refused, slowest ${slowestMs.toFixed(0)} ms, most ${mostMb.toFixed(0)} MB, ${seconds} s`,
  );
  for (const fault of result.faults.slice(0, 5)) console.log(`  ${fault}`);
}
process.exit(faults > 0 ? 1 : 0);

function run(name) {
  const at = new Int32Array(new SharedArrayBuffer(4)).fill(LOADING);
  const worker = new Worker(new URL('./fuzz/thread.mjs', import.meta.url), {
    workerData: { name, count: Number(count), seed: Number(seed), at },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const failed = (fault) => ({ read: 0, refused: 0, slowestMs: NaN, mostMb: NaN, faults: [fault] });
  return new Promise((resolve) => {
    let [last, since] = [LOADING, performance.now()];
    const watch = setInterval(() => {
      if (at[0] !== last || last === LOADING) [last, since] = [at[0], performance.now()];
      else if (performance.now() - since > HANG_MS) done(failed(`${name}, input ${last}: hangs`));
    }, 1000);
    const done = (result) => {
      clearInterval(watch);
      resolve(result);
      void worker.terminate();
    };
    worker.once('message', done);
    worker.once('error', (error) => done(failed(`${name}, input ${at[0]}: ${error}`)));
  });
}
