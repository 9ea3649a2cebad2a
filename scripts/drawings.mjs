// `npm run drawings`: draws twelve things with the mouse in the page, makes a picture of each, and shows both on one sheet.
import { execFileSync } from 'node:child_process';
import { runnerImport } from 'vite';

execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
if (!process.env['NO_BUILD']) execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const { module } = await runnerImport(new URL('./drawings/main.ts', import.meta.url).pathname);
await module.drawAll();
process.exit();
