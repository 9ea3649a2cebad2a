// (b) overhead around the session runs, (c) from click to picture, (e) the longest main-thread task. On WASM.
import { chromium, type Page } from '@playwright/test';
import { findBrowsers, launchOptions } from '../../e2e/browsers.ts';
import type { Inkling } from '../../e2e/inkling.ts';
import { HOUSE, Studio } from '../../e2e/studio.ts';
import type { Figure } from '../main.ts';
import { amount } from '../short.ts';

const RUNS = amount(5, 1);

export async function picture(site: string): Promise<readonly Figure[]> {
  const browser = await chromium.launch(launchOptions('wasm', findBrowsers()));
  try {
    const page = await browser.newPage({ serviceWorkers: 'block', baseURL: site });
    const studio = new Studio(page, '');
    await studio.open();
    await studio.api();
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('house');
    await studio.generate();
    const clicks = [];
    for (let run = 0; run < RUNS; run++) clicks.push(await click(studio));
    const overheads = [];
    for (let run = 0; run < RUNS; run++) overheads.push(await overhead(page));
    return figures(clicks, overheads);
  } finally {
    await browser.close();
  }
}

interface Click {
  readonly preview: number;
  readonly picture: number;
  readonly longestTask: number;
}

function figures(clicks: readonly Click[], overheads: readonly number[]): readonly Figure[] {
  const overall = median(overheads);
  const preview = median(clicks.map((click) => click.preview)) / 1000;
  const done = median(clicks.map((click) => click.picture)) / 1000;
  const task = median(clicks.map((click) => click.longestTask));
  const line = (id: string, what: string, value: number, unit: string, most: number, digits = 2): Figure => ({
    id,
    what,
    value: `${value.toFixed(digits)} ${unit}`.trim(),
    bar: `<= ${most} ${unit}`.trim(),
    ok: value <= most,
  });
  return [
    line('b', 'wall time of a picture over its session runs, WASM', overall, 'x', 1.05, 3),
    line('c', 'click to first preview, embedded pack, WASM', preview, 's', 0.7),
    line('c', 'click to finished picture, embedded pack, WASM', done, 's', 3),
    line('e', 'longest main-thread task while generating', task, 'ms', 50, 0),
  ];
}

/** One press of Generate, timed in the page: the first change of the result canvas, and the end of the job. */
async function click(studio: Studio): Promise<Click> {
  const clock = await studio.page.evaluateHandle(watchClick);
  await studio.at('generate').click();
  await studio.finished();
  return clock.evaluate(({ start, shown, ended, tasks }) => ({
    preview: (shown[0] ?? NaN) - start,
    picture: ended - start,
    longestTask: Math.max(0, ...tasks),
  }));
}

/** Runs in the page. */
function watchClick() {
  const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="result-canvas"]');
  const button = document.querySelector<HTMLElement>('[data-testid="generate"]');
  if (!canvas || !button) throw new Error('the page has no result canvas or no Generate button');
  const times = { start: 0, ended: 0, shown: [] as number[], tasks: [] as number[] };
  new PerformanceObserver((list) => times.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  const thumb = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
  const look = (): string => {
    thumb?.clearRect(0, 0, 16, 16);
    thumb?.drawImage(canvas, 0, 0, 16, 16);
    return thumb?.getImageData(0, 0, 16, 16).data.join() ?? '';
  };
  let last = '';
  let busy = false;
  const watch = (): void => {
    const now = look();
    if (now !== last) times.shown.push(performance.now());
    last = now;
    const cancellable = document.querySelector('[data-testid="cancel"]') !== null;
    if (busy && !cancellable) times.ended = performance.now();
    else requestAnimationFrame(watch);
    busy ||= cancellable;
  };
  const begin = (): void => {
    times.start = performance.now();
    last = look();
    requestAnimationFrame(watch);
  };
  button.addEventListener('click', begin, { capture: true, once: true });
  return times;
}

/** Wall time over session time of one picture through the API, without a preview's conversion in the page. */
async function overhead(page: Page): Promise<number> {
  const api = await page.evaluateHandle<Inkling>('inkling');
  return api.evaluate(async (inkling) => {
    const hint = new ImageData(128, 128);
    hint.data.fill(255);
    const { timings } = await inkling.generate({ prompt: 'house', seed: 1, controls: [{ image: hint }] });
    return timings.total / timings.sessionRuns;
  });
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
