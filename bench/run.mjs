// `npm run bench -- [--short] [figure ...]`: runs bench/main.ts through Vite, which reads TypeScript.
import { runnerImport } from 'vite';

const given = process.argv.slice(2);
if (given.includes('--short')) process.env.BENCH_SHORT = '1';

const { module } = await runnerImport(new URL('./main.ts', import.meta.url).pathname);
await module.main(given.filter((each) => each !== '--short'));
process.exit();
