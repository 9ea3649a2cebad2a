// `npm run screenshots [state ...]`: builds the page and takes every main state of it, in both themes, on a desktop and a phone.
// `npm run screenshots animation`: the README's animated picture.
import { execFileSync } from 'node:child_process';
import { runnerImport } from 'vite';

execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
if (!process.env['NO_BUILD']) execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const states = process.argv.slice(2);
// Both addresses in full: tools that look for unused files read them.
if (states[0] === 'animation') {
  const { module } = await runnerImport(new URL('./screenshots/animation.ts', import.meta.url).pathname);
  await module.recordAnimation();
} else {
  const { module } = await runnerImport(new URL('./screenshots/main.ts', import.meta.url).pathname);
  await module.takeAll(states);
}
process.exit();
