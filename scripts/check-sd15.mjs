// `npm run check:sd15 [-- folder [single]]`: runs bench/sd15.ts through Vite, which reads TypeScript.
import { runnerImport } from 'vite';

const { module } = await runnerImport(new URL('../bench/sd15.ts', import.meta.url).pathname);
process.exit((await module.checkSd15(process.argv[2], process.argv[3])) ? 0 : 1);
