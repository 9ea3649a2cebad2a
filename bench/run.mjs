// `npm run bench [figure ...]`: runs bench/main.ts through Vite, which reads TypeScript.
import { runnerImport } from 'vite';

const { module } = await runnerImport(new URL('./main.ts', import.meta.url).pathname);
await module.main(process.argv.slice(2));
process.exit();
