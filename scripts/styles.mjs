// `npm run styles`: makes the thumbnails of the style chooser anew, by the embedded model in the built page.
import { execFileSync } from 'node:child_process';
import { runnerImport } from 'vite';

execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
if (!process.env['NO_BUILD']) execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const { module } = await runnerImport(new URL('./styles/main.ts', import.meta.url).pathname);
await module.drawStyles();
process.exit();
