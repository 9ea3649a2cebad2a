// The animated picture of the README: a drawing as it is made, and in Live what the page makes of it meanwhile, side by side.
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { settledIn, Studio } from '../../e2e/studio.ts';
import { withBuiltPage } from '../builtPage.ts';
import { DRAWINGS } from '../drawings/strokes.ts';
import { animatedWebp } from './animatedWebp.ts';

const FILE = 'docs/screenshots/readme-live.webp';
/** The same, small, in the page's empty picture pane, and its last frame for those who want no motion. */
const LOOP = 'src/features/making/Result/loop.webp';
const STILL = 'src/features/making/Result/still.webp';
const SMALL = { side: 200, frames: 30, ms: 260 } as const;
const DRAWING = DRAWINGS[2];
const SEED = 11;
const SIDE = 320;
/** How long a frame stays: of a stroke on its way, of a picture in the making, and the last. */
const MS = { stroke: 80, picture: 220, end: 3000 } as const;
/** Of the frames of a stroke on its way one in so many is kept. */
const THIN = 6;
const SLOW = { timeout: 180_000 };

export async function recordAnimation(): Promise<void> {
  await withBuiltPage(async (browser, url) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
    const page = await context.newPage();
    await settledIn(page);
    await page.goto(url);
    const studio = new Studio(page, '');
    await studio.at('prompt').fill(DRAWING.prompt);
    await studio.at('seed').fill(String(SEED));
    await studio.at('live').click();
    const recording = await page.evaluateHandle(record, { side: SIDE, half: SMALL.side });
    for (const stroke of DRAWING.strokes) {
      await studio.draw(stroke);
      await page.locator('[data-testid=live][data-status=draws]').waitFor(SLOW);
      await page.locator('[data-testid=live][data-status=rests]').waitFor(SLOW);
    }
    const shots = await recording.evaluate((taken) => taken());
    const frames = shots.filter(({ kind }, i) => kind === 'picture' || i % THIN === 0 || shots[i + 1]?.kind !== kind);
    const files = frames.map(({ url, kind }, i) => ({
      file: bytesOf(url),
      ms: i === frames.length - 1 ? MS.end : MS[kind],
    }));
    writeFileSync(FILE, animatedWebp(files, 2 * SIDE, SIDE));
    process.stdout.write(`${FILE}: ${files.length} frames\n`);
    const every = Math.ceil(frames.length / SMALL.frames);
    const few = frames.filter((_, i) => i % every === 0 || i === frames.length - 1);
    const small = few.map(({ small }, i) => ({
      file: bytesOf(small),
      ms: i === few.length - 1 ? MS.end : SMALL.ms,
    }));
    writeFileSync(LOOP, animatedWebp(small, 2 * SMALL.side, SMALL.side));
    writeFileSync(STILL, bytesOf(few.at(-1)?.small ?? ''));
    await closed(page);
  });
}

const bytesOf = (url: string): Buffer => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');

const closed = (page: Page): Promise<void> => page.context().close();

interface Shot {
  readonly url: string;
  readonly small: string;
  readonly kind: 'stroke' | 'picture';
}

/** Runs in the page: what drawing and result look like, whenever one of them has changed; the call ends it. */
function record({ side, half }: { side: number; half: number }): () => Shot[] {
  const canvasesOf = (id: string): readonly HTMLCanvasElement[] => [
    ...(document.querySelector(`[data-testid="${id}"]`)?.parentElement?.querySelectorAll('canvas') ?? []),
  ];
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [2 * side, side];
  const context = sheet.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  const little = document.createElement('canvas');
  [little.width, little.height] = [2 * half, half];
  const littleContext = little.getContext('2d', { alpha: false });
  if (!littleContext) throw new Error('no 2D canvas');
  littleContext.imageSmoothingQuality = 'high';
  const shots: Shot[] = [];
  const seen = { left: '', right: '' };
  let ended = false;
  const look = (x: number): string => context.getImageData(x, 0, side, side).data.join('');
  const take = (): void => {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 2 * side, side);
    context.imageSmoothingQuality = 'high';
    for (const canvas of canvasesOf('draw-paper')) context.drawImage(canvas, 0, 0, side, side);
    for (const canvas of canvasesOf('result-canvas')) context.drawImage(canvas, side, 0, side, side);
    const [left, right] = [look(0), look(side)];
    if (left !== seen.left || right !== seen.right) {
      littleContext.drawImage(sheet, 0, 0, 2 * half, half);
      shots.push({
        url: sheet.toDataURL('image/webp', 0.82),
        small: little.toDataURL('image/webp', 0.6),
        kind: right === seen.right ? 'stroke' : 'picture',
      });
      Object.assign(seen, { left, right });
    }
    if (!ended) requestAnimationFrame(take);
  };
  take();
  return () => {
    ended = true;
    return shots;
  };
}
