// What tests do in the photo panel, time and again.
import { expect } from './fixtures.ts';
import type { Studio } from './studio.ts';

export const PHOTO = 'e2e/photos/coffee.jpg';

export async function openPanel(studio: Studio): Promise<void> {
  await studio.at('photo-toggle').click();
  await expect(studio.at('photo-panel')).toBeVisible();
}

/** Chooses a photo and waits for its first map. */
export async function choose(studio: Studio, file = PHOTO): Promise<void> {
  await openPanel(studio);
  await studio.at('photo-file').setInputFiles(file);
  await expect(studio.at('map-canvas')).toHaveAttribute('data-shown', /./);
}

export const shownMap = (studio: Studio) => studio.at('map-canvas').getAttribute('data-shown');

/** Does something that makes another map; its digest. */
export async function nextMap(studio: Studio, change: () => Promise<unknown>): Promise<string> {
  const before = await shownMap(studio);
  await change();
  await expect.poll(() => shownMap(studio), { timeout: 30_000 }).not.toBe(before);
  return studio.shown('map-canvas');
}

/** Values that are not grey: a map that only a net for colours reads. */
export const isColour = (studio: Studio) =>
  studio.at('map-canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, i) => i % 4 === 0 && (value !== data[i + 1] || value !== data[i + 2]));
  });

/** Milliseconds from a move of canny's slider to its map on screen, sorted. */
export function sliderTimes(studio: Studio): Promise<number[]> {
  return studio.at('param-low').evaluate(async (slider: HTMLInputElement) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="map-canvas"]')!;
    const found: number[] = [];
    for (let value = 30; value <= 140; value += 10) {
      const before = canvas.dataset['shown'];
      const start = performance.now();
      Reflect.set(HTMLInputElement.prototype, 'value', String(value), slider); // as React hears it
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      while (canvas.dataset['shown'] === before) await new Promise(requestAnimationFrame);
      found.push(performance.now() - start);
    }
    return found.sort((a, b) => a - b);
  });
}
