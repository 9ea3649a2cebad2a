// `npm run screenshots [state ...]`: builds the page and takes every main state of it, in both themes, on a desktop and a phone.
// `npm run screenshots animation`: the README's animated picture.
import { execFileSync } from 'node:child_process';
import { runnerImport } from 'vite';

execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
if (!process.env['NO_BUILD']) execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const states = process.argv.slice(2);
const read = async (name) => (await runnerImport(new URL(`./screenshots/${name}.ts`, import.meta.url).pathname)).module;
if (states[0] === 'animation') await (await read('animation')).recordAnimation();
else await (await read('main')).takeAll(states);
process.exit();
