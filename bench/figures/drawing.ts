// (g) Main-thread work from input to paint while somebody draws on a paper of 1,000 strokes, and of undoing 500 steps there.
import { deflateRawSync } from 'node:zlib';
import type { CDPSession } from '@playwright/test';
import { circle } from '../../e2e/studio.ts';
import type { Figure } from '../main.ts';
import { onStudio } from '../studioPage.ts';
import { amount } from '../short.ts';

export const STROKES = amount(1000, 20);
const POINTS = 40;
const STEPS = amount(500, 3);
const FRAME_MS = 8;
const UNDO_MS = 16;

export async function drawing(site: string): Promise<readonly Figure[]> {
  return onStudio(site, async (studio) => {
    const { page } = studio;
    await page.evaluate(`inkling.share.open(${JSON.stringify(scribbles())})`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    // Once to warm up: the first stroke compiles what the others run.
    await studio.draw(circle(0.5, 0.5, 0.2, 60));
    const strokes = [circle(0.4, 0.4, 0.3, 120), circle(0.6, 0.6, 0.3, 120), circle(0.5, 0.5, 0.4, 120)];
    const drawn = await worked(devtools, () => studio.draw(...strokes));
    for (let step = 0; step < STEPS; step++) await studio.draw(tick(step));
    const undone = await worked(devtools, async () => {
      for (let step = 0; step < STEPS; step++) await page.keyboard.press('Control+z');
    });
    return [
      figure(`input to paint, main-thread work a frame, ${STROKES} strokes`, drawn.taskMs / drawn.frames, FRAME_MS),
      figure(`undo of ${STEPS} steps on ${STROKES} strokes, main-thread work a step`, undone.taskMs / STEPS, UNDO_MS),
    ];
  });
}

function figure(what: string, ms: number, most: number): Figure {
  return { id: 'g', what, value: `${ms.toFixed(1)} ms`, bar: `<= ${most} ms`, ok: ms <= most };
}

/** All that the page's main thread did meanwhile, and the frames that it made. */
export async function worked(
  devtools: CDPSession,
  act: () => Promise<unknown>,
): Promise<{ taskMs: number; frames: number }> {
  const read = async (name: string): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)?.value ?? NaN;
  };
  const before = { task: await read('TaskDuration'), frames: await frames(devtools) };
  await act();
  const after = { task: await read('TaskDuration'), frames: await frames(devtools) };
  return { taskMs: (after.task - before.task) * 1000, frames: after.frames - before.frames };
}

/** Counts animation frames in the page from the first call on. */
async function frames(devtools: CDPSession): Promise<number> {
  const expression = `(() => {
    if (!('__frames' in window)) {
      window.__frames = 0;
      const count = () => { window.__frames++; requestAnimationFrame(count); };
      requestAnimationFrame(count);
    }
    return window.__frames;
  })()`;
  const { result } = await devtools.send('Runtime.evaluate', { expression });
  return Number(result.value);
}

/** A short line, each at a place of its own. */
function tick(step: number) {
  const [x, y] = [0.05 + 0.9 * ((step * 0.618) % 1), 0.05 + 0.9 * ((step * 0.414) % 1)];
  return [
    [x, y],
    [x + 0.03, y + 0.02],
  ] as const;
}

/** A share link of version 1 with STROKES curly strokes all over the paper. */
export function scribbles(): string {
  const strokes = Array.from({ length: STROKES }, (_, s) => {
    const numbers = [Math.round(-900 + 1800 * ((s * 0.618) % 1)), Math.round(-900 + 1800 * ((s * 0.414) % 1))];
    for (let p = 1; p < POINTS; p++) {
      numbers.push(Math.round(18 * Math.cos(p / 4 + s)), Math.round(18 * Math.sin(p / 5 + s)));
    }
    return [0, 12, 0, numbers];
  });
  const text = JSON.stringify({ p: '', n: '', r: 1, s: {}, d: strokes });
  return `#1.${deflateRawSync(text).toString('base64url')}`;
}
