// Makes the thumbnails of the style chooser: the same drawing and seed in each style of the embedded model, on one sheet.
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { settledIn, Studio } from '../../e2e/studio.ts';
import { joined } from '../../src/words/join.ts';
import { STYLE_NAMES, styleWords } from '../../src/words/styles.ts';
import { withBuiltPage } from '../builtPage.ts';
import { DRAWINGS } from '../drawings/strokes.ts';

const FILE = 'src/features/making/Presets/styles.webp';
/** Of the drawings, the one whose pictures differ most from style to style. */
const WORDS = 'house';
const SEED = '11';
/** Pixels of a thumbnail, and the share of the picture's edge that it leaves out. */
const SIDE = 96;
const EDGE = 0.12;

export async function drawStyles(): Promise<void> {
  await withBuiltPage(async (browser, url) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
    const page = await context.newPage();
    await settledIn(page);
    await page.goto(url);
    const studio = new Studio(page, '');
    const drawing = DRAWINGS.find(({ prompt }) => prompt.startsWith(WORDS));
    if (!drawing) throw new Error(`There is no drawing of a ${WORDS}.`);
    await studio.draw(...drawing.strokes);
    await page.keyboard.press('Shift+F'); // as the model paints it
    await studio.at('seed').fill(SEED);
    const pictures: string[] = [];
    for (const style of STYLE_NAMES) {
      await studio.at('prompt').fill(joined(WORDS, styleWords(style)));
      await studio.generate();
      pictures.push(
        await page.getByTestId('result-canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL()),
      );
    }
    writeFileSync(FILE, await sheetOf(page, pictures));
  });
}

/** All in one row, as WebP. */
async function sheetOf(page: Page, pictures: readonly string[]): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ pictures, side, edge }) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [pictures.length * side, side];
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.imageSmoothingQuality = 'high';
      for (const [i, url] of pictures.entries()) {
        const image = new Image();
        image.src = url;
        await image.decode();
        const [from, size] = [edge * image.width, (1 - 2 * edge) * image.width];
        context.drawImage(image, from, from, size, size, i * side, 0, side, side);
      }
      return canvas.toDataURL('image/webp', 0.85).split(',')[1] ?? '';
    },
    { pictures, side: SIDE, edge: EDGE },
  );
  return Buffer.from(base64, 'base64');
}
