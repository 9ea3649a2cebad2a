// What the model paints over 24 drawings: drawn with the mouse in the page, kept in .cache, so that a sheet takes seconds.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import type { Inkling, Request } from '../../e2e/inkling.ts';
import { Studio } from '../../e2e/studio.ts';
import { withBuiltPage } from '../builtPage.ts';
import { MORE_DRAWINGS } from '../drawings/more.ts';
import { type Drawing, DRAWINGS } from '../drawings/strokes.ts';
import { dataUrl, flatIcons } from './icons.ts';

export interface PaintedDrawing {
  readonly prompt: string;
  /** A share link that holds the strokes. */
  readonly link: string;
  /** The picture of each seed, as a data URL. */
  readonly pictures: readonly string[];
}

const SEEDS = [11, 12];
const FOLDER = '.cache/finish';

/** All drawings and their pictures; those that are not kept yet are made. */
export async function paintedDrawings(): Promise<readonly PaintedDrawing[]> {
  mkdirSync(FOLDER, { recursive: true });
  const all = [...DRAWINGS, ...MORE_DRAWINGS];
  const fileOf = (i: number): string => `${FOLDER}/drawing-${i}.json`;
  if (!all.every((_, i) => existsSync(fileOf(i)))) {
    await withBuiltPage(async (browser, url) => {
      for (const [i, drawing] of all.entries()) {
        if (existsSync(fileOf(i))) continue;
        writeFileSync(fileOf(i), JSON.stringify(await paint(browser, url, drawing)));
        process.stdout.write(`${drawing.prompt}\n`);
      }
    });
  }
  return all.map((_, i) => JSON.parse(readFileSync(fileOf(i), 'utf8')) as PaintedDrawing);
}

async function paint(browser: Browser, url: string, { prompt, strokes }: Drawing): Promise<PaintedDrawing> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(url);
  await new Studio(page, '').draw(...strokes);
  const painted = await page.evaluate(
    async ({ prompt, seeds }) => {
      const { inkling } = window as unknown as { inkling: Inkling & { share: { link(): Promise<string> } } };
      await inkling.ready();
      const paper = document.querySelector<HTMLCanvasElement>('[data-testid=draw-paper]');
      if (!paper) throw new Error('The page has no paper.');
      const pictures: string[] = [];
      for (const seed of seeds) {
        const { image } = await inkling.generate({
          prompt,
          seed,
          controls: [{ image: paper, preprocessor: 'invert' }],
        });
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        canvas.getContext('2d')?.putImageData(image, 0, 0);
        pictures.push(canvas.toDataURL());
      }
      return { link: await inkling.share.link(), pictures };
    },
    { prompt, seeds: SEEDS },
  );
  await context.close();
  return { prompt, ...painted };
}

/** The picture of each flat icon, as a data URL: its outline and its true fills go in as hints, the pack's two nets take them. */
export async function paintedIcons(): Promise<readonly string[]> {
  mkdirSync(FOLDER, { recursive: true });
  const icons = flatIcons();
  const fileOf = (name: string): string => `${FOLDER}/icon-${name}.txt`;
  if (!icons.every(({ name }) => existsSync(fileOf(name)))) {
    await withBuiltPage(async (browser, url) => {
      const page = await browser.newPage();
      await page.goto(url);
      for (const { name, outline, picture } of icons) {
        if (existsSync(fileOf(name))) continue;
        const lines = { net: 'scribble', image: dataUrl(outline), preprocessor: 'invert' };
        const fills = { net: 'colour', image: dataUrl(picture) };
        const painted = await page.evaluate(generated, {
          prompt: `${name}, flat style`,
          seed: 11,
          controls: [lines, fills],
        });
        writeFileSync(fileOf(name), painted);
        process.stdout.write(`${name}\n`);
      }
    });
  }
  return icons.map(({ name }) => readFileSync(fileOf(name), 'utf8'));
}

async function generated(request: Request): Promise<string> {
  const { inkling } = window as unknown as { inkling: Inkling };
  await inkling.ready();
  const { image } = await inkling.generate(request);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas.toDataURL();
}
