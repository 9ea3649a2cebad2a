// The gallery, the share sheet and their files, as a user meets them.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Studio } from './studio.ts';

export const by = (studio: Studio, id: string): Locator => studio.page.getByTestId(id);

/** Draws nothing: words are enough for a picture, and one step is quick. */
export async function makePicture(studio: Studio, prompt: string): Promise<void> {
  await studio.at('prompt').fill(prompt);
  await studio.at('steps').fill('1');
  await studio.generate();
}

export async function openGallery(studio: Studio): Promise<void> {
  await by(studio, 'gallery-open').click();
  await expect(by(studio, 'gallery')).toBeVisible();
}

/** Clicks and takes the file that the page hands out. */
export async function downloaded(page: Page, click: () => Promise<void>): Promise<{ name: string; file: Buffer }> {
  const waiting = page.waitForEvent('download');
  await click();
  const download = await waiting;
  return { name: download.suggestedFilename(), file: await readFile(await download.path()) };
}

/** Drops a file on the page, as from a folder. */
export async function drop(page: Page, name: string, type: string, file: Buffer): Promise<void> {
  await page.evaluate(
    ({ name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    { name, type, base64: file.toString('base64') },
  );
}
