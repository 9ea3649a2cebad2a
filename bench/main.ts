// Measures the figures of the README's table, prints them and writes bench/results.json.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { clean } from './figures/clean.ts';
import { drawing } from './figures/drawing.ts';
import { first } from './figures/first.ts';
import { gallery } from './figures/gallery.ts';
import { initialScript } from './figures/initialScript.ts';
import { lasting } from './figures/lasting.ts';
import { live } from './figures/live.ts';
import { memory } from './figures/memory.ts';
import { moving } from './figures/moving.ts';
import { picture } from './figures/picture.ts';
import { preprocessors } from './figures/preprocessors.ts';
import { SOAK } from './figures/soak.ts';
import { stepRatios } from './figures/stepRatios.ts';
import { buildSite, serveSite } from './servers.ts';
import { SHORT } from './short.ts';

/** One line of the table. `bar` is what the figure must keep; '' where it is only reported. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly value: string;
  readonly bar: string;
  /** null where there is no bar. */
  readonly ok: boolean | null;
}

/** Measures one or more figures. `site` is the built page's address, with a slash at the end. */
export type Measure = (site: string) => Promise<readonly Figure[]>;

const MEASURES: Readonly<Record<string, Measure>> = {
  step: stepRatios,
  picture,
  memory,
  lasting,
  live,
  clean,
  preprocess: preprocessors,
  gallery,
  first,
  script: initialScript,
  drawing,
  moving,
};
/** Those that take hours: measured only when they are named. */
const LONG: Readonly<Record<string, Measure>> = SOAK;
const RESULTS = 'bench/results.json';
/** A folder with a build, which a session of hours can be measured on while the next one is made in `dist/`. */
const BUILT = process.env['BENCH_DIST'];

/** @param only names of MEASURES or LONG; all of MEASURES when empty. Figures that are not measured keep their last result. */
export async function main(only: readonly string[]): Promise<void> {
  const known = { ...MEASURES, ...LONG };
  const unknown = only.filter((name) => !(name in known));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; known: ${Object.keys(known).join(', ')}`);
  const chosen = only.length > 0 ? only : Object.keys(MEASURES);
  execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
  if (!SHORT && !BUILT) buildSite(); // `npm test` has just done so
  const site = await serveSite(BUILT);
  const figures: Figure[] = [];
  try {
    for (const [name, measure] of Object.entries(known)) {
      if (chosen.includes(name)) figures.push(...(await measure(site.url)));
    }
  } finally {
    await site.close();
  }
  if (SHORT) {
    for (const { id, what, value } of figures) console.log(`${id}  ${what}: ${value}`);
    return;
  }
  print(figures);
  save(figures, only.length > 0);
}

function print(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const { id, what, value, bar, ok } of figures) {
    const verdict = ok === null ? '' : ok ? 'ok' : 'MISSED';
    console.log(`${id.padEnd(3)} ${what.padEnd(width)}  ${value.padStart(24)}  ${bar.padEnd(10)} ${verdict}`);
  }
}

function save(figures: readonly Figure[], partial: boolean): void {
  const measured = new Set(figures.map(({ what }) => what));
  const kept = partial ? earlier().filter(({ what }) => !measured.has(what)) : [];
  const [cpu] = cpus();
  const machine = `${cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}`;
  const all = [...kept, ...figures].sort((a, b) => a.id.localeCompare(b.id));
  writeFileSync(
    RESULTS,
    `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), machine, figures: all }, null, 2)}\n`,
  );
}

function earlier(): readonly Figure[] {
  try {
    return (JSON.parse(readFileSync(RESULTS, 'utf8')) as { figures: Figure[] }).figures;
  } catch {
    return [];
  }
}
