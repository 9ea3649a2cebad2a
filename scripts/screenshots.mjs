// `npm run screenshots [state ...]`: builds the page and takes every main state of it, in both themes, on a desktop and a phone.
import { execFileSync } from 'node:child_process';
import { runnerImport } from 'vite';

execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
if (!process.env['NO_BUILD']) execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const { module } = await runnerImport(new URL('./screenshots/main.ts', import.meta.url).pathname);
await module.takeAll(process.argv.slice(2));
process.exit();
