// Poses found in a photo, on the built page.
import { expect, test } from './fixtures.ts';
import { choose, nextMap } from './photoPanel.ts';

test('the person in a photo is found', async ({ studio, page }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await choose(studio, 'e2e/photos/astronaut.jpg');
  await nextMap(studio, () => page.getByTestId('preprocessor').selectOption('openpose'));
  const count = (wanted: string) =>
    page.getByTestId('map-canvas').evaluate((canvas: HTMLCanvasElement, colour) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((_, i) => i % 4 === 0 && data.subarray(i, i + 3).join() === colour).length;
    }, wanted);
  // Nose and neck: a filled circle of radius 4 has 49 pixels.
  expect(await count('255,0,0')).toBe(49);
  expect(await count('255,85,0')).toBe(49);
  expect(errors).toEqual([]);
});
