// `npm run finish`: 24 drawings, painted and clean, on one sheet. `npm run finish -- tables`: what docs/finish.md says in figures.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runnerImport } from 'vite';

if (!existsSync('.cache/finish/drawing-23.json')) {
  execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
  if (!process.env['NO_BUILD']) execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
}
const { module } = await runnerImport(new URL('./finish/main.ts', import.meta.url).pathname);
await (process.argv[2] === 'tables' ? module.printTables() : module.makeSheet());
process.exit();
