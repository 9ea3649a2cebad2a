// The journey of the finish: the picture turns clean, is saved as an SVG that is one, and the SVG brings its drawing back.
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { expect } from 'vitest';
import { until } from './driver.ts';
import type { Stage } from './stage.ts';

/** Where a page of the test keeps the file that Inkling hands out. */
interface Kept {
  saved?: { readonly name: string; readonly url: string };
}

/** The drawing and the words `a red house` are on the page. */
export async function finishes(stage: Stage): Promise<void> {
  const drawing = await stage.shown('draw-paper');
  await stage.generate();
  const clean = await cleanPicture(stage);
  const { name, text, width } = await savedSvg(stage);
  expect(name).toMatch(/^a-red-house-\d+\.svg$/);
  expect(width, 'the browser shows it').toBeGreaterThan(0);
  const svg = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'image/svg+xml');
  expect(svg.getElementsByTagName('path').length).toBeGreaterThan(3);

  await stage.click('clear');
  await stage.changed('draw-paper', drawing);
  await stage.fill('prompt', '');
  await stage.driver.run((name, text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: 'image/svg+xml' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, name, text); // prettier-ignore
  await stage.click('restore-settings');
  await until('the drawing of the SVG', async () => (await stage.shown('draw-paper')) === drawing);
  expect(await stage.value('prompt')).toBe('a red house');
  await stage.generate();
  expect(await cleanPicture(stage), 'the same picture again').toBe(clean);
}

/** What the result shows once it is clean. */
async function cleanPicture(stage: Stage): Promise<string> {
  await until('the clean picture', async () => (await stage.attribute('result-canvas', 'data-finish')) === 'clean');
  return stage.shown('result-canvas');
}

/** Presses *Save as SVG*; drivers know no downloads, so the link that the page clicks is kept instead of followed. */
async function savedSvg(stage: Stage): Promise<{ name: string; text: string; width: number }> {
  await stage.driver.run(() => {
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      (window as Kept).saved = { name: this.download, url: this.href };
    };
  });
  await stage.click('save-as');
  await stage.click('save-as-svg');
  await until('the SVG is saved', () => stage.driver.run(() => (window as Kept).saved !== undefined));
  return stage.driver.run(async () => {
    const { name = '', url = '' } = (window as Kept).saved ?? {};
    const image = new Image();
    image.src = url;
    await image.decode();
    return { name, text: await (await fetch(url)).text(), width: image.naturalWidth };
  });
}
