// Writes docs/preprocessors.md from the descriptions and docs/maps/*.webp with the built page's own preprocessors.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { PREPROCESSORS } from '../../workers/preprocess/list.ts';
import { withBuiltPage } from '../builtPage.ts';
import { markdown } from './markdown.ts';

/** Photos that suit a preprocessor better than the cup. */
const PHOTOS: Readonly<Partial<Record<string, string>>> = { openpose: 'two' };
/** These read a map of depth; the page's own makes one of the photo's light. */
const FROM_DEPTH: readonly string[] = ['normal_midas'];
const WIDTH = 300;

export async function writeMaps(): Promise<void> {
  await withBuiltPage(async (browser, url) => {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'inkling' in window);
    const drawn: string[] = [];
    for (const { name, weights } of PREPROCESSORS) {
      if (weights) continue; // these may not be had here
      const steps = [...(FROM_DEPTH.includes(name) ? ['depth_file'] : []), name];
      writeFileSync(`docs/maps/${name}.webp`, await mapOf(page, steps, PHOTOS[name] ?? 'coffee'));
      drawn.push(name);
    }
    writeFileSync('docs/preprocessors.md', markdown(PREPROCESSORS, drawn));
  });
}

async function mapOf(page: Page, steps: readonly string[], photo: string): Promise<Buffer> {
  const url = `data:image/jpeg;base64,${readFileSync(`e2e/photos/${photo}.jpg`).toString('base64')}`;
  const base64 = await page.evaluate(makeMap, { url, steps, width: WIDTH });
  return Buffer.from(base64, 'base64');
}

/** Runs in the page. */
async function makeMap({
  url,
  steps,
  width,
}: {
  url: string;
  steps: readonly string[];
  width: number;
}): Promise<string> {
  type Preprocess = (name: string, image: string | ImageData) => Promise<ImageData>;
  const { preprocess } = (window as unknown as { inkling: { preprocess: Preprocess } }).inkling;
  let image: string | ImageData = url;
  for (const step of steps) image = await preprocess(step, image);
  const map = image as ImageData;
  const height = Math.round((map.height * width) / map.width);
  const bitmap = await createImageBitmap(map, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.7 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
