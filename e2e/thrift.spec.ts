// Where the browser was told to spare data, nothing large comes unasked; its size is said.
import { expect, test } from './fixtures.ts';

test('with Save-Data the model waits for the first stroke @first-visit', async ({ studio, page }) => {
  const large: string[] = [];
  page.on('request', (request) => /\/(models|ort)\//.test(request.url()) && large.push(request.url()));
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });
  });
  await page.reload();
  await studio.returned(); // from here on an engine would start
  await expect(page.getByTestId('fetch-now')).toContainText('34 MB');
  await expect(studio.at('backend')).toHaveText('Not started');
  large.length = 0; // of the load before
  await page.reload();
  await studio.returned();
  expect(large).toEqual([]);
  await studio.draw([
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  await expect(page.getByTestId('fetch-now')).toBeHidden();
  await studio.generate();
});
