// Draws every drawing in the real page with the mouse, generates twice, and writes drawing and pictures side by side.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { settledIn, Studio } from '../../e2e/studio.ts';
import { withBuiltPage } from '../builtPage.ts';
import { type Drawing, DRAWINGS } from './strokes.ts';

const FILE = 'python/sheets/drawn-by-hand.webp';
const SEEDS = ['11', '12']; // not 1, the page's first: typing what is there changes nothing, and the seed would not be kept
const COLUMNS = 3;
const CELL = 160;

export async function drawAll(): Promise<void> {
  await withBuiltPage(async (browser, url) => {
    const cells: string[] = [];
    for (const drawing of DRAWINGS) {
      cells.push(...(await picturesOf(browser, url, drawing)));
      process.stdout.write(`${drawing.prompt}\n`);
    }
    const page = await browser.newPage();
    mkdirSync('python/sheets', { recursive: true });
    writeFileSync(FILE, await sheetOf(page, cells));
  });
}

/** The drawing, and its picture with each seed, as data URLs. */
async function picturesOf(browser: Browser, url: string, { prompt, strokes }: Drawing): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await settledIn(page);
  await page.goto(url);
  const studio = new Studio(page, '');
  await studio.draw(...strokes);
  await studio.at('prompt').fill(prompt);
  const pictures = [await pixelsOf(page, 'draw-paper')];
  for (const seed of SEEDS) {
    await studio.at('seed').fill(seed);
    await studio.generate();
    pictures.push(await pixelsOf(page, 'result-canvas'));
  }
  await context.close();
  return pictures;
}

const pixelsOf = (page: Page, id: string): Promise<string> =>
  page.getByTestId(id).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** All cells on white, a drawing and its pictures next to each other, as WebP. */
async function sheetOf(page: Page, cells: readonly string[]): Promise<Buffer> {
  const url = await page.evaluate(
    async ({ cells, across, side }) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [across * side, Math.ceil(cells.length / across) * side];
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = 'white';
      context.fillRect(0, 0, canvas.width, canvas.height);
      for (const [i, url] of cells.entries()) {
        const image = new Image();
        image.src = url;
        await image.decode();
        context.drawImage(image, (i % across) * side, Math.floor(i / across) * side, side, side);
      }
      return canvas.toDataURL('image/webp', 0.85);
    },
    { cells, across: COLUMNS * (1 + SEEDS.length), side: CELL },
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}
