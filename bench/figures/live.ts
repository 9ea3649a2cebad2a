// (l) Live: from a stroke's end to the first preview of it, in steps; and how true the time is that a queue tells.
import { HOUSE, type Path, type Studio } from '../../e2e/studio.ts';
import type { Inkling } from '../../e2e/inkling.ts';
import type { Figure } from '../main.ts';
import { onStudio } from '../studioPage.ts';
import { amount } from '../short.ts';

const STROKES = amount(9, 1);
const MOST_STEPS = 2;
const BATCH = 4;
const BATCH_STEPS = amount(30, 10);
const MOST_OFF = 0.2;
/** Told in whole seconds: half a one is no error, and shorter times say nothing of 20 %. */
const ROUNDING_MS = 500;
const LONG_MS = amount(4000, 0);

export async function live(site: string): Promise<readonly Figure[]> {
  return onStudio(site, async (studio) => {
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('house');
    const queue = await queueTruth(studio);
    const step = await stepMs(studio);
    const first = median(await strokeToPreview(studio));
    const steps = first / step;
    return [
      {
        id: 'l',
        what: "live: from a stroke's end to its first preview, WASM",
        value: `${steps.toFixed(2)} steps (${first.toFixed(0)} ms, a step ${step.toFixed(0)} ms)`,
        bar: `<= ${MOST_STEPS} steps`,
        ok: steps <= MOST_STEPS,
      },
      {
        id: 'l',
        what: `time left as told for ${BATCH} pictures, off from the truth at most`,
        value: `${(100 * queue).toFixed(0)} %`,
        bar: `<= ${100 * MOST_OFF} %`,
        ok: queue <= MOST_OFF,
      },
    ];
  });
}

/** What one more step costs: the slope between a picture of few steps and one of more. */
async function stepMs({ page }: Studio): Promise<number> {
  const api = await page.evaluateHandle<Inkling>('inkling');
  return api.evaluate(async (inkling) => {
    const hint = new ImageData(128, 128);
    hint.data.fill(255);
    const time = async (steps: number): Promise<number> => {
      const { timings } = await inkling.generate({ prompt: 'house', seed: 1, steps, controls: [{ image: hint }] });
      return timings.denoise;
    };
    await time(2);
    const [few, many] = [await time(4), await time(20)];
    return (many - few) / 16;
  });
}

async function strokeToPreview(studio: Studio): Promise<readonly number[]> {
  await studio.at('live').click();
  await rested(studio);
  const times: number[] = [];
  for (let i = 0; i < STROKES; i++) times.push(await firstPreviewMs(studio, 0.1 + (0.8 * i) / STROKES));
  await studio.at('live').click();
  return times;
}

/** Live mode is on and rests: draws a line at this height, waits for its picture, tells when the first preview of it was shown. */
export async function firstPreviewMs(studio: Studio, y: number): Promise<number> {
  const clock = await studio.page.evaluateHandle(watchPreview);
  const stroke: Path = [
    [0.3, y],
    [0.7, y],
  ];
  await studio.draw(stroke);
  await rested(studio);
  return clock.evaluate(({ lifted, changed }) => changed - lifted);
}

export async function rested({ page }: Studio): Promise<void> {
  const state = (name: string) => page.locator(`[data-testid=live][data-status=${name}]`).waitFor({ timeout: 30_000 });
  await state('draws');
  await state('rests');
}

/** Runs in the page: when the pen was lifted, and when the result looked different afterwards. */
function watchPreview() {
  const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="result-canvas"]');
  const paper = document.querySelector<HTMLElement>('[data-testid="draw-canvas"]');
  if (!canvas || !paper) throw new Error('the page has no result canvas or no paper');
  const times = { lifted: NaN, changed: NaN };
  const small = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
  const look = (): string => {
    small?.clearRect(0, 0, 16, 16);
    small?.drawImage(canvas, 0, 0, 16, 16);
    return small?.getImageData(0, 0, 16, 16).data.join() ?? '';
  };
  const lifted = (): void => {
    times.lifted = performance.now();
    const before = look();
    const watch = (): void => {
      if (look() !== before) times.changed = performance.now();
      else requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  };
  window.addEventListener('pointerup', lifted, { capture: true, once: true });
  return times;
}

/** The largest share by which the time told for a whole queue was off, once such a picture had been made. */
async function queueTruth(studio: Studio): Promise<number> {
  await studio.at('steps').fill(String(BATCH_STEPS));
  await studio.generate();
  await studio.at('batch').selectOption(String(BATCH));
  const clock = await studio.page.evaluateHandle(watchQueue);
  await studio.at('generate').click();
  await studio.finished();
  const { told, end } = await clock.evaluate((seen) => seen);
  await studio.at('batch').selectOption('1');
  await studio.at('steps').fill('8');
  const off = told
    .filter(({ at }) => end - at > LONG_MS)
    .map(({ ms, at }) => Math.max(0, Math.abs(ms - (end - at)) - ROUNDING_MS) / (end - at));
  if (off.length === 0) throw new Error('the queue told no time');
  return Math.max(...off);
}

/** Runs in the page. */
function watchQueue() {
  const seen = { told: [] as { ms: number; at: number }[], end: 0 };
  let busy = false;
  const watch = (): void => {
    const active = document.querySelector('[data-testid="cancel"]') !== null;
    if (active) {
      busy = true;
      const text = document.querySelector('[data-testid="queue-text"]')?.textContent ?? '';
      const seconds = /about (\d+) s/.exec(text)?.[1];
      if (seconds) seen.told.push({ ms: 1000 * Number(seconds), at: performance.now() });
    } else if (busy) {
      seen.end = performance.now();
      return;
    }
    setTimeout(watch, 100);
  };
  watch();
  return seen;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
