// Nothing is lost: reloads, crashes, two tabs, a full disk; the gallery; project files.
import { unzipSync } from 'fflate';
import { expect, test } from './fixtures.ts';
import { by, downloaded, drop, makePicture, openGallery } from './gallery.ts';
import { png } from './files.ts';
import { difference } from './score.ts';
import { circle, HOUSE, settledIn, Studio } from './studio.ts';

test.describe('the drawing', () => {
  test(
    'is there again after the page was killed while it was used',
    { tag: '@no-engine' },
    async ({ studio, context }) => {
      await studio.draw(...HOUSE);
      await studio.at('prompt').fill('a red house');
      const before = await studio.shown('draw-paper');
      await studio.saved(); // and nothing tells the page that it is about to end
      await crash(studio);

      const again = new Studio(await context.newPage(), '');
      await again.open();
      await expect.poll(() => again.shown('draw-paper')).toBe(before);
      await expect(again.at('prompt')).toHaveValue('a red house');
    },
  );

  test('of one tab cannot be deleted in another one', { tag: '@no-engine' }, async ({ studio, context }) => {
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('a red house');
    await studio.saved();
    const other = new Studio(await context.newPage(), '');
    await other.open();
    await openGallery(other);
    await by(other, 'gallery-tab-drawings').click();
    const cards = by(other, 'drawings').getByRole('listitem').filter({ hasText: 'Open in another tab' });
    await expect(cards).toHaveCount(1);
    await expect(cards.getByRole('button')).toHaveCount(1); // opening it makes a copy; there is no delete
    await studio.page.close();
    await other.page.reload();
    await openGallery(other);
    await by(other, 'gallery-tab-drawings').click();
    await expect(by(other, 'drawings').getByRole('button', { name: /^Delete/ })).not.toHaveCount(0);
  });

  test('of one tab is never written over by another one', { tag: '@no-engine' }, async ({ studio, context }) => {
    await studio.draw(...HOUSE);
    const house = await studio.shown('draw-paper');
    await studio.saved();

    const second = new Studio(await context.newPage(), '');
    await second.open();
    // The second tab begins with a copy and goes its own way.
    await expect.poll(() => second.shown('draw-paper')).toBe(house);
    await second.draw(circle(0.2, 0.2, 0.1));
    const both = await second.shown('draw-paper');
    await studio.page.bringToFront(); // a tab in the background paints nothing
    await studio.draw(circle(0.8, 0.2, 0.1));
    const first = await studio.shown('draw-paper');
    await Promise.all([studio.saved(), second.saved()]);

    await studio.page.reload();
    await expect.poll(() => studio.shown('draw-paper')).toBe(first);
    await second.page.bringToFront();
    await second.page.reload();
    await expect.poll(() => second.shown('draw-paper')).toBe(both);
  });

  test(
    'that was changed right before the tab was closed is there again',
    { tag: '@no-engine' },
    async ({ studio, context }) => {
      await studio.draw(...HOUSE);
      const before = await studio.shown('draw-paper');
      await studio.page.close({ runBeforeUnload: true });
      const again = new Studio(await context.newPage(), '');
      await again.open();
      await expect.poll(() => again.shown('draw-paper')).toBe(before);
    },
  );
});

test('the gallery keeps every picture: search, favourites, delete with undo, export', async ({ studio }) => {
  for (const prompt of ['red house', 'blue fish', 'red apple']) await makePicture(studio, prompt);
  await openGallery(studio);
  const pictures = by(studio, 'gallery-picture');
  await expect(pictures).toHaveCount(3);

  await by(studio, 'gallery-search').fill('RED');
  await expect(pictures).toHaveCount(2);
  await by(studio, 'gallery-search').fill('');

  // Newest first; Shift takes all between.
  await pictures.nth(0).click({ modifiers: ['Control'] });
  await pictures.nth(1).click({ modifiers: ['Shift'] });
  await by(studio, 'gallery-favourite').click();
  await expect(by(studio, 'gallery-favourite')).toHaveAttribute('aria-pressed', 'true');
  const { file } = await downloaded(studio.page, () => by(studio, 'gallery-export').click());
  const names = Object.keys(unzipSync(file));
  expect(names).toHaveLength(2);
  expect(names.every((name) => name.endsWith('.png'))).toBe(true);

  await by(studio, 'gallery-delete').click();
  await expect(pictures).toHaveCount(1);
  await by(studio, 'gallery-undo').getByRole('button').click();
  await expect(pictures).toHaveCount(3);
  // Undo chooses them again.
  await studio.page.getByRole('button', { name: 'Clear selection' }).click();
  await by(studio, 'gallery-favourites').click();
  await expect(pictures).toHaveCount(2);

  // They are there after a reload as well.
  await studio.page.reload();
  await openGallery(studio);
  await expect(pictures).toHaveCount(3);
});

test('the gallery is used by keys alone', async ({ studio }) => {
  for (const prompt of ['one', 'two']) await makePicture(studio, prompt);
  await openGallery(studio);
  const pictures = by(studio, 'gallery-picture');
  await pictures.nth(0).focus();
  await studio.page.keyboard.press('ArrowRight');
  await expect(pictures.nth(1)).toBeFocused();
  await studio.page.keyboard.press('Space');
  await expect(pictures.nth(1)).toHaveAttribute('aria-selected', 'true');
  await studio.page.keyboard.press('Delete');
  await expect(pictures).toHaveCount(1);
  await by(studio, 'gallery-undo').getByRole('button').click();
  await expect(pictures).toHaveCount(2);
  await pictures.nth(0).focus();
  await studio.page.keyboard.press('Enter');
  await expect(by(studio, 'gallery-viewer')).toBeVisible();
  await studio.page.keyboard.press('Escape');
  await expect(by(studio, 'gallery-viewer')).toBeHidden();
  await studio.page.keyboard.press('Escape');
  await expect(by(studio, 'gallery')).toBeHidden();
});

test('a dialog that the browser shuts by itself goes a step back, and can be opened again', async ({ studio }) => {
  const shut = (): Promise<void> => by(studio, 'gallery').evaluate((dialog: HTMLDialogElement) => dialog.close());
  await makePicture(studio, 'one');
  await openGallery(studio);
  await by(studio, 'gallery-picture').first().dblclick();
  await expect(by(studio, 'gallery-viewer')).toBeVisible();
  await shut();
  await expect(by(studio, 'gallery-viewer')).toBeHidden();
  await expect(by(studio, 'gallery-picture')).toBeVisible();
  await shut();
  await expect(by(studio, 'gallery')).toBeHidden();
  await openGallery(studio);

  // So does the way back, which never leaves the page while something lies over it.
  const { page } = studio;
  const entries = await page.evaluate(() => history.length);
  await by(studio, 'gallery-picture').first().dblclick();
  await expect(by(studio, 'gallery-viewer')).toBeVisible();
  await page.goBack();
  await expect(by(studio, 'gallery-viewer')).toBeHidden();
  await expect(by(studio, 'gallery-picture')).toBeVisible();
  await expect.poll(() => page.evaluate(() => JSON.stringify(history.state))).toContain('1'); // it has its entry again
  await page.goBack();
  await expect(by(studio, 'gallery')).toBeHidden();
  // Closed in another way, a dialog leaves nothing behind to step through.
  for (let i = 0; i < 3; i++) {
    await openGallery(studio);
    await expect.poll(() => page.evaluate(() => history.state !== null)).toBe(true);
    await by(studio, 'gallery-close').click();
    await expect.poll(() => page.evaluate(() => history.state as unknown)).toBeNull();
  }
  expect(await page.evaluate(() => history.length)).toBe(entries);
  // Nor does a reload.
  await openGallery(studio);
  await expect.poll(() => page.evaluate(() => history.state !== null)).toBe(true);
  await page.reload();
  await studio.returned();
  await expect.poll(() => page.evaluate(() => history.state as unknown)).toBeNull();
  await expect(by(studio, 'gallery')).toBeHidden();
});

test('a kept picture becomes the start of the next one', async ({ studio }) => {
  await studio.draw(...HOUSE);
  await makePicture(studio, 'a red house');
  await openGallery(studio);
  await by(studio, 'gallery-picture').first().dblclick();
  await by(studio, 'gallery-start').click();
  await expect(by(studio, 'gallery')).toBeHidden();
  await expect(studio.at('notice')).toContainText('starts from this one');
  await studio.at('start-panel').locator('summary').click();
  await expect(studio.at('start-canvas')).toBeVisible();
  await expect(studio.at('start-strength')).toBeVisible();
  // Little may change: the next picture, of other words and another seed, is near to it. Without a start it is not.
  await studio.at('start-strength').fill('0.1');
  // What the model painted is compared: clean pictures of one drawing share their lines.
  await studio.at('finish-painted').check({ force: true });
  const first = await studio.picture();
  await studio.at('prompt').fill('a blue fish');
  await studio.at('steps').fill('10');
  await studio.at('seed').fill('99');
  await studio.generate();
  const near = difference(await studio.picture(), first);
  await studio.at('start-none').click();
  await studio.generate();
  const far = difference(await studio.picture(), first);
  expect(near).toBeGreaterThan(0);
  expect(near, `${near} away from the start; ${far} without one`).toBeLessThan(far / 2);
});

test('a kept picture brings its whole page back', async ({ studio }) => {
  await studio.draw(...HOUSE);
  const house = await studio.shown('draw-paper');
  await makePicture(studio, 'a red house');
  const picture = await studio.shown('result-canvas');
  await studio.at('clear').click();
  await studio.draw(circle(0.5, 0.5, 0.2));
  await studio.at('prompt').fill('something else');
  const other = await studio.shown('draw-paper');

  await openGallery(studio);
  await by(studio, 'gallery-picture').first().click();
  await by(studio, 'gallery-restore').click();
  await expect(by(studio, 'gallery')).toBeHidden();
  await expect.poll(() => studio.shown('draw-paper')).toBe(house);
  await expect(studio.at('prompt')).toHaveValue('a red house');
  await expect.poll(() => studio.shown('result-canvas')).toBe(picture);
  // To the bit.
  expect(await studio.generate()).toBe(picture);

  // What was there made way, but is not lost.
  await openGallery(studio);
  await by(studio, 'gallery-tab-drawings').click();
  await by(studio, 'drawing').filter({ hasText: 'something else' }).click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(other);
});

test('a project file holds everything, and opens in another browser', async ({ studio, browser, baseURL }) => {
  await studio.draw(...HOUSE);
  await studio.at('upload').setInputFiles({
    name: 'ring.png',
    mimeType: 'image/png',
    buffer: png(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? 0 : 255)),
  });
  await expect(studio.at('notice')).toContainText('Picture added');
  await makePicture(studio, 'a red house');
  const [paper, picture] = [await studio.shown('draw-paper'), await studio.shown('result-canvas')];
  await by(studio, 'share').click();
  const { name, file } = await downloaded(studio.page, () => by(studio, 'project-save').click());
  expect(name).toBe('a-red-house.inkling');

  const context = await browser.newContext({ ...(baseURL && { baseURL }), viewport: { width: 1280, height: 900 } });
  const elsewhere = new Studio(await context.newPage(), '');
  await settledIn(elsewhere.page); // so that both papers are of one size
  await elsewhere.open();
  await drop(elsewhere.page, name, '', file);
  await expect.poll(() => elsewhere.shown('draw-paper')).toBe(paper);
  await expect(elsewhere.at('prompt')).toHaveValue('a red house');
  // Its picture is shown as it was.
  await expect(elsewhere.at('download')).toBeEnabled();
  await expect.poll(() => elsewhere.shown('result-canvas')).toBe(picture);
  await openGallery(elsewhere);
  await expect(by(elsewhere, 'gallery-picture')).toHaveCount(1);
  await elsewhere.page.keyboard.press('Escape');
  await elsewhere.api();
  await by(elsewhere, 'gallery-open').click();
  await by(elsewhere, 'gallery-picture').first().click();
  await by(elsewhere, 'gallery-restore').click();
  await expect(by(elsewhere, 'gallery')).toBeHidden();
  expect(await elsewhere.generate()).toBe(picture);

  // Once more: nothing is there twice, and a damaged file changes nothing.
  await drop(elsewhere.page, name, '', file.subarray(0, file.length >> 1));
  await expect(elsewhere.at('notice')).toContainText('damaged');
  await drop(elsewhere.page, name, '', file);
  await expect(elsewhere.at('notice')).toContainText('Project opened');
  await openGallery(elsewhere);
  await expect(by(elsewhere, 'gallery-picture')).toHaveCount(2);
  await context.close();
});

/** The renderer dies at once. */
async function crash(studio: Studio): Promise<void> {
  const devtools = await studio.page.context().newCDPSession(studio.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await studio.page.waitForEvent('crash');
  await studio.page.close();
}
