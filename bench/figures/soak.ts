// (s) What a long session does to the browser's memory: pictures, strokes, Live. Measured only when asked for: they take hours.
import type { Browser } from '@playwright/test';
import { findBrowsers } from '../../e2e/browsers.ts';
import { HOUSE, type Path, settledIn, Studio } from '../../e2e/studio.ts';
import type { Figure, Measure } from '../main.ts';
import { openOnDisk } from '../onDisk.ts';
import { amount } from '../short.ts';
import { restingTree } from '../treeMemory.ts';

/** Caches, compiled code and the allocator's own reserves are filled after so many pictures. */
const WARM = amount(50, 1);
const EVERY = amount(50, 1);
const PICTURES = { wasm: amount(1000, 2), webgpu: amount(200, 1) } as const;
const STEPS = 2;
const STROKES = amount(10_000, 40);
const STROKES_EVERY = amount(1000, 20);
/** A person empties the paper now and then; undo holds the last 500 steps. */
const PAPERFUL = amount(250, 10);
const LIVE_MINUTES = amount(120, 0.2);
const LIVE_WARM_MINUTES = amount(5, 0.1);
const PAUSE_MS = 400;
const MOST_GROWTH = 0.02;

type Backend = keyof typeof PICTURES;
const TITLES: Readonly<Record<Backend, string>> = { wasm: 'WASM', webgpu: 'WebGPU' };

/** The figures' names, as `npm run bench -- <name>` takes them. */
export const SOAK: Readonly<Record<string, Measure>> = {
  'soak-wasm': (site) => pictures('wasm', site),
  'soak-webgpu': (site) => pictures('webgpu', site),
  'soak-strokes': strokes,
  'soak-live': live,
};

async function pictures(backend: Backend, site: string): Promise<readonly Figure[]> {
  const count = PICTURES[backend];
  return onSoakPage(backend, site, `${count} pictures of ${STEPS} steps, ${TITLES[backend]}`, async (studio, look) => {
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('house');
    await studio.at('steps').fill(String(STEPS));
    await looked(count, WARM, EVERY, () => studio.generate(), look);
  });
}

async function strokes(site: string): Promise<readonly Figure[]> {
  return onSoakPage('wasm', site, `${STROKES} strokes`, async (studio, look) => {
    const stroke = async (i: number): Promise<void> => {
      if (i % PAPERFUL === 0) await studio.at('clear').click();
      await studio.draw(curl(i));
    };
    await looked(STROKES, STROKES_EVERY, STROKES_EVERY, stroke, look);
  });
}

async function live(site: string): Promise<readonly Figure[]> {
  const what = `${LIVE_MINUTES} minutes of Live at 128 px, WASM`;
  return onSoakPage('wasm', site, what, async (studio, look) => {
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('house');
    await studio.at('live').click();
    const start = Date.now();
    const minutes = (): number => (Date.now() - start) / 60_000;
    let next = LIVE_WARM_MINUTES;
    for (let made = 0; minutes() < LIVE_MINUTES || made === 0; made++) {
      await studio.draw(curl(made));
      await rested(studio);
      await studio.at('undo').click();
      await rested(studio);
      if (minutes() < next) continue;
      await look(`${minutes().toFixed(0)} min, ${2 * made + 2} pictures`);
      next = minutes() + LIVE_WARM_MINUTES;
    }
    await look(`${minutes().toFixed(0)} min, the end`);
  });
}

/** Does `act` `count` times; the first look is the one that the others are measured by. */
async function looked(
  count: number,
  warm: number,
  every: number,
  act: (i: number) => Promise<unknown>,
  look: (what: string) => Promise<void>,
): Promise<void> {
  for (let done = 1; done <= count; done++) {
    await act(done);
    if (done === warm || (done > warm && (done - warm) % every === 0) || done === count) await look(`${done}`);
  }
}

/** Runs `session` on a fresh page; `look` measures the browser, the first time as what it may not grow from. */
async function onSoakPage(
  backend: Backend,
  site: string,
  session: string,
  run: (studio: Studio, look: (what: string) => Promise<void>) => Promise<void>,
): Promise<readonly Figure[]> {
  const what = `memory of all the browser's processes, ${session}`;
  const bar = `<= +${MOST_GROWTH * 100} %`;
  const browsers = findBrowsers();
  if (backend === 'webgpu' && browsers.webgpu === '')
    return [{ id: 's', what, value: `not measured: ${browsers.reason}`, bar, ok: null }];
  const { context, browser, close } = await openOnDisk(backend, site);
  try {
    const studio = new Studio(await context.newPage(), `?backend=${backend}`);
    await settledIn(studio.page);
    await studio.open();
    await studio.api();
    const seen: number[] = [];
    await run(studio, async (at) => void seen.push(await lookOnce(studio, browser, `${session}: ${at}`)));
    const [before = NaN] = seen;
    const then = seen.at(-1) ?? NaN;
    const growth = then / before - 1;
    const value = `${growth < 0 ? '' : '+'}${(growth * 100).toFixed(1)} % (${before.toFixed(0)} MB, ${then.toFixed(0)} MB)`;
    return [{ id: 's', what, value, bar, ok: growth <= MOST_GROWTH }];
  } finally {
    await close();
  }
}

async function lookOnce({ page }: Studio, browser: Browser, at: string): Promise<number> {
  const { all, byKind } = await restingTree(page, browser);
  const parts = [...byKind].map(([kind, megabytes]) => `${kind} ${megabytes.toFixed(1)}`).join(', ');
  console.log(`${new Date().toISOString()} ${at}: ${all.toFixed(1)} MB (${parts})`);
  return all;
}

/** A hand's pause, in which the picture begins to follow, and until it has followed. */
async function rested({ page }: Studio): Promise<void> {
  await page.waitForTimeout(PAUSE_MS);
  await page.locator('[data-testid=live][data-status=rests]').waitFor({ timeout: 120_000 });
}

/** A curl at a place of its own. */
function curl(i: number): Path {
  const [x, y] = [0.1 + 0.8 * ((i * 0.618) % 1), 0.1 + 0.8 * ((i * 0.414) % 1)];
  return Array.from({ length: 6 }, (_, p) => [x + 0.05 * Math.cos(p + i), y + 0.05 * Math.sin(p + i)] as const);
}
