// `npm run check:size`: what the built page weighs, against scripts/size-limits.json; the same figures as `npm run bench -- script`.
import { runnerImport } from 'vite';

const { module } = await runnerImport(new URL('../bench/figures/initialScript.ts', import.meta.url).pathname);
const figures = await module.initialScript();
for (const { what, value, bar, ok } of figures) console.log(`${ok ? 'ok    ' : 'MISSED'}  ${what}: ${value} (${bar})`);
process.exit(figures.every(({ ok }) => ok) ? 0 : 1);
