// `npm run check:cases -- <folder>`: every case of a folder of cases (each with an expected.json) against the built page: what was
// wanted, what came. The folder is no part of the project; without one nothing is checked.
import { runnerImport } from 'vite';

const folder = process.argv[2];
if (!folder) {
  console.log('Usage: npm run check:cases -- <folder of cases>');
  process.exit(2);
}
const { module } = await runnerImport(new URL('./cases/main.ts', import.meta.url).pathname);
process.exit((await module.checkCases(folder)) ? 0 : 1);
