// Nothing is lost: reloads, crashes, two tabs, a full disk; the gallery; project files.
import { expect, test } from './fixtures.ts';
import { circle, HOUSE, Studio } from './studio.ts';

test.describe('the drawing', () => {
  test('is there again after the page was killed while it was used', async ({ studio, context }) => {
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('a red house');
    const before = await studio.shown('draw-paper');
    // As long as a person needs to look up; nothing tells the page that it is about to end.
    await studio.page.waitForTimeout(1500);
    await crash(studio);

    const again = new Studio(await context.newPage(), '');
    await again.open();
    await expect.poll(() => again.shown('draw-paper')).toBe(before);
    await expect(again.at('prompt')).toHaveValue('a red house');
  });

  test('of one tab is never written over by another one', async ({ studio, context }) => {
    await studio.draw(...HOUSE);
    const house = await studio.shown('draw-paper');
    await studio.page.waitForTimeout(1500);

    const second = new Studio(await context.newPage(), '');
    await second.open();
    // The second tab begins with a copy and goes its own way.
    await expect.poll(() => second.shown('draw-paper')).toBe(house);
    await second.draw(circle(0.2, 0.2, 0.1));
    const both = await second.shown('draw-paper');
    await studio.draw(circle(0.8, 0.2, 0.1));
    const first = await studio.shown('draw-paper');
    await second.page.waitForTimeout(1500);

    await studio.page.reload();
    await second.page.reload();
    await expect.poll(() => studio.shown('draw-paper')).toBe(first);
    await expect.poll(() => second.shown('draw-paper')).toBe(both);
  });

  test('that was changed right before the tab was closed is there again', async ({ studio, context }) => {
    await studio.draw(...HOUSE);
    const before = await studio.shown('draw-paper');
    await studio.page.close({ runBeforeUnload: true });
    const again = new Studio(await context.newPage(), '');
    await again.open();
    await expect.poll(() => again.shown('draw-paper')).toBe(before);
  });
});

/** The renderer dies at once. */
async function crash(studio: Studio): Promise<void> {
  const devtools = await studio.page.context().newCDPSession(studio.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await studio.page.waitForEvent('crash');
  await studio.page.close();
}
