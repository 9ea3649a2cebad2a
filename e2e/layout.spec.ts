// One window: nothing scrolls at any size, paper and picture are both in sight, and nothing moves under the hand.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const PLACES = ['prompt', 'generate', 'draw-canvas', 'result-canvas', 'tools', 'batch', 'live'] as const;

/** Where what people reach for lies, and whether anything of it is out of the window. */
const places = (page: Page): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(
    (ids) =>
      Object.fromEntries(
        ids.map((id) => {
          const box = document.querySelector(`[data-testid="${id}"]`)?.getBoundingClientRect();
          const out = !box || box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
          const text = box && [box.x, box.y, box.width, box.height].map((value) => value.toFixed(1)).join(' ');
          return [id, `${text ?? 'missing'}${out ? ' outside' : ''}`];
        }),
      ),
    PLACES,
  );

const scrolls = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return scrollHeight > clientHeight || scrollWidth > clientWidth;
  });

/** How far the page's parts have moved by themselves since it was opened (https://web.dev/cls). */
const watchShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const shifts: string[] = [];
    Reflect.set(globalThis, '__shifts', shifts);
    type Shift = PerformanceEntry & { hadRecentInput: boolean; sources: readonly { node: Node | null }[] };
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, sources } of list.getEntries() as Shift[]) {
        if (hadRecentInput) continue;
        for (const { node } of sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          // A new picture goes before the others in the strip; what a cell of a group says stands in its middle.
          if (element && !element.closest('[data-testid=strip], [data-testid=group]'))
            shifts.push(element.outerHTML.slice(0, 120));
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

test(
  'no size scrolls, and everything that people reach for is in the window',
  { tag: ['@no-engine', '@first-visit'] },
  async ({ studio, page }) => {
    for (const [width, height] of [
      [1024, 600],
      [1024, 768],
      [1280, 720],
      [1440, 900],
      [1920, 1080],
      [3840, 2160],
      [768, 1024],
      [844, 390],
      [390, 844],
      [360, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await studio.painted();
      const size = `${width} x ${height}`;
      expect.soft(await scrolls(page), `${size} scrolls`).toBe(false);
      expect
        .soft(
          Object.entries(await places(page)).filter(([, at]) => /outside|missing/.test(at)),
          size,
        )
        .toEqual([]);
      const [paper, picture] = await Promise.all(
        (['draw-canvas', 'result-canvas'] as const).map(async (id) => (await studio.at(id).boundingBox())?.width ?? 0),
      );
      expect.soft(Math.min(paper ?? 0, picture ?? 0), `${size}: both panes can be seen`).toBeGreaterThan(100);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.keyboard.press('f');
    await expect(studio.at('menu')).toBeHidden();
    expect(await scrolls(page)).toBe(false);
    await expect(studio.at('generate')).toBeInViewport();
    await studio.at('bare-end').click();
    await expect(studio.at('menu')).toBeVisible();
    await page.keyboard.press('f');
    await expect(studio.at('menu')).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(studio.at('menu')).toBeVisible();
  },
);

test('nothing moves through a whole first visit', { tag: '@first-visit' }, async ({ page, studio }) => {
  await watchShifts(page);
  await page.reload();
  await expect(studio.at('draw-canvas')).toBeVisible();
  const before = await places(page);
  const same = async (when: string): Promise<void> => expect.soft(await places(page), when).toEqual(before);
  await page.getByTestId('example').click();
  // Its code comes with the first click.
  await expect(studio.at('prompt')).not.toHaveValue('');
  await same('an example lies on the paper');
  await studio.at('generate').click();
  await expect(studio.at('cancel')).toBeVisible();
  await same('a picture is in the making');
  await studio.finished();
  await same('the picture is there');
  await studio.generate();
  await same('another picture is there, and the first in the strip');
  await studio.at('batch').selectOption('2');
  await studio.at('generate').click();
  await expect(studio.at('queue')).toBeVisible();
  await same('pictures wait');
  await studio.finished();
  await studio.at('colour').click();
  await same('the colours are open');
  await page.keyboard.press('Escape');
  await studio.at('compare-toggle').click();
  await same('two pictures are compared');
  expect(await page.evaluate(() => Reflect.get(globalThis, '__shifts') as string[])).toEqual([]);
});

test(
  'the inspector is opened, remembered and shut',
  { tag: ['@no-engine', '@first-visit'] },
  async ({ studio, page }) => {
    await expect(studio.at('inspector')).toBeHidden();
    await studio.at('inspector-toggle').click();
    await expect(studio.at('settings')).toBeVisible();
    await page.reload();
    await expect(studio.at('settings')).toBeVisible();
    await studio.at('inspector-close').click();
    await expect(studio.at('inspector')).toBeHidden();
    await page.keyboard.press('y');
    await expect(studio.at('layers')).toBeVisible();
  },
);

test(
  'the tools are one stop of the Tab key, and arrow keys go from one to the next',
  { tag: ['@no-engine', '@first-visit'] },
  async ({ studio, page }) => {
    await studio.at('tool-pen').focus();
    await page.keyboard.press('ArrowDown');
    await expect(studio.at('tool-eraser')).toBeFocused();
    await page.keyboard.press('End');
    await expect(studio.at('layers-toggle')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(studio.at('draw-canvas')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(studio.at('layers-toggle')).toBeFocused();
  },
);
