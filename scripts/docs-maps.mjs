// `npm run docs:maps`: runs scripts/docs/maps.ts through Vite, which reads TypeScript. `npm run build` first.
import { runnerImport } from 'vite';

const { module } = await runnerImport(new URL('./docs/maps.ts', import.meta.url).pathname);
await module.writeMaps();
process.exit();
