// For everyone: nothing serious for axe in any main state, either theme; fingers hit; right to left nothing overlaps;
// the keyboard alone is enough; theme and language are remembered.
import type { Page } from '@playwright/test';
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { Studio } from './studio.ts';

// What needs a picture says so.
test.use({ engine: false });

interface State {
  readonly name: string;
  readonly open: (studio: Studio) => Promise<unknown>;
}

const sheet = (name: string): State => ({
  name,
  open: async ({ page }) => {
    await page.getByTestId('menu').click();
    await page.getByTestId(`menu-${name}`).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
});

async function moving(studio: Studio): Promise<void> {
  await studio.at('upload').setInputFiles('e2e/photos/coffee.jpg');
  await studio.page.getByTestId('layers-toggle').click();
  await expect(studio.page.getByTestId('layer')).toHaveCount(2);
  await studio.page.getByTestId('tool-move').click();
  await expect(studio.page.getByTestId('move-handles')).toBeVisible();
}

const STATES: readonly State[] = [
  { name: 'the empty page', open: async () => undefined },
  { name: 'a drawing', open: ({ page }) => page.getByTestId('example').click() },
  {
    name: 'the menu',
    open: async ({ page }) => {
      await page.getByTestId('menu').click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
  },
  sheet('models'),
  sheet('storage'),
  sheet('shortcuts'),
  { name: 'the gallery', open: ({ page }) => page.getByTestId('gallery-open').click() },
  {
    name: 'styles and presets',
    open: async (studio) => {
      await studio.at('styles').click();
      await studio.page.getByTestId('preset-new').click();
      await expect(studio.page.getByTestId('preset-name')).toBeFocused();
    },
  },
  { name: 'sharing', open: (studio) => studio.page.getByTestId('share').click() },
  { name: 'what runs where', open: (studio) => studio.at('backend').click() },
  { name: 'the photo panel', open: (studio) => studio.at('photo-toggle').click() },
  { name: 'the colours', open: (studio) => studio.at('colour').click() },
  { name: 'the layers, one of them a picture that is moved', open: moving },
  { name: 'the camera', open: ({ page }) => page.getByTestId('camera').click() },
  {
    name: 'the jobs',
    open: async (studio) => {
      await studio.at('prompt').fill('a house');
      await studio.at('steps').fill('100');
      await studio.at('generate').click();
      await studio.at('prompt').press('Control+Enter');
      await expect(studio.at('queue')).toBeVisible();
      await studio.at('queue').locator('summary').click();
      await expect(studio.at('queue-job').first()).toBeVisible();
    },
  },
  {
    name: 'the grid',
    open: async (studio) => {
      await studio.at('more').click();
      await studio.at('more-grid').click();
      await expect(studio.at('grid-dialog')).toBeVisible();
    },
  },
  {
    name: 'the menu of more pictures',
    open: async (studio) => {
      await studio.at('more').click();
      await expect(studio.page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'control units, a start picture and its mask',
    open: async (studio) => {
      await studio.page.getByTestId('example').click();
      await studio.at('control-panel').locator('summary').click();
      await expect(studio.at('unit')).toHaveCount(1);
      await studio.at('start-panel').locator('summary').click();
      await studio.at('start-drawing').click();
      await studio.at('mask-on').check();
      await expect(studio.at('mask-canvas')).toBeVisible();
    },
  },
];

for (const { name, open } of STATES)
  test(`axe finds nothing serious, in either theme: ${name}`, async ({ studio, page }) => {
    await open(studio);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await serious(page), colorScheme).toEqual([]);
    }
  });

/** Pairs of things to press that lie over one another, and whatever sticks out of the window. */
const overlaps = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const things = [
      ...document.querySelectorAll<HTMLElement>('main :is(button, input, select, textarea, a), header button'),
    ]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 2 && box.height > 2);
    const name = (element: Element): string => element.getAttribute('data-testid') ?? element.outerHTML.slice(0, 80);
    const found: string[] = [];
    for (const [i, a] of things.entries()) {
      if (a.box.left < -1 || a.box.right > document.documentElement.clientWidth + 1) {
        const scrolls = a.element.closest('[class*="chips"], [class*="strip"], [class*="list"], [role="toolbar"]');
        if (!scrolls) found.push(`${name(a.element)} sticks out`);
      }
      for (const b of things.slice(i + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        if (a.element.closest('label') && a.element.closest('label') === b.element.closest('label')) continue;
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (width > 2 && height > 2) found.push(`${name(a.element)} and ${name(b.element)}`);
      }
    }
    return found;
  });

for (const [width, height] of [
  [360, 740],
  [1280, 900],
  [3840, 2160],
] as const) {
  for (const dir of ['ltr', 'rtl'] as const) {
    test(`nothing overlaps at ${width} pixels, ${dir}`, async ({ studio, page }) => {
      await page.setViewportSize({ width, height });
      await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
      await page.getByTestId('example').click();
      await expect(studio.at('prompt')).not.toHaveValue('');
      expect(await overlaps(page)).toEqual([]);
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(client);
    });
  }
}

test('the keyboard alone opens the list of shortcuts and the menu, and focus comes back', async ({ studio, page }) => {
  await studio.at('draw-canvas').focus();
  await page.keyboard.press('?');
  await expect(page.getByTestId('shortcuts')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('shortcuts')).toBeHidden();
  await expect(studio.at('draw-canvas')).toBeFocused();

  await page.getByTestId('menu').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(page.getByTestId('menu')).toBeFocused();
});

test('a theme is chosen in the menu and remembered', async ({ studio: { page } }) => {
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-theme-dark').click();
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await page.reload();
  await expect.poll(ground).toBe(dark);
});

test('the page speaks the chosen language, and remembers it', async ({ studio: { page } }) => {
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-language-de').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByTestId('hint')).toContainText('Zeichne');
  await page.reload();
  await expect(page.getByTestId('hint')).toContainText('Zeichne');
  await page.getByTestId('backend').click();
  await expect(page.locator('#backend-details')).toContainText('bleiben auf diesem Gerät');
});

test('the first visit has two short hints that go by themselves', { tag: '@engine' }, async ({ studio, page }) => {
  await expect(page.getByTestId('hint')).toContainText('1');
  await page.getByTestId('example').click();
  await expect(page.getByTestId('hint')).toContainText('2');
  await studio.at('steps').fill('2');
  await studio.generate();
  await expect(page.getByTestId('hint')).toBeHidden();
  await page.reload();
  await expect(studio.at('draw-canvas')).toBeVisible();
  await expect(page.getByTestId('hint')).toBeHidden();
});

test(
  'what is stored is listed with its size, and deleted after a second press',
  { tag: '@engine' },
  async ({ studio, page }) => {
    await studio.api();
    await page.getByTestId('menu').click();
    await page.getByTestId('menu-storage').click();
    const remove = page.getByTestId('kept-model-delete');
    await expect(remove).toHaveCount(1);
    await remove.click();
    await expect(remove).toHaveCount(1);
    await remove.click();
    await expect(remove).toHaveCount(0, { timeout: 30_000 });
  },
);

test('everything is deleted when it is asked for, and only then', async ({ studio, page }) => {
  await studio.at('prompt').fill('a secret');
  await studio.draw([
    [0.2, 0.2],
    [0.8, 0.8],
  ]);
  await page.reload();
  await expect(studio.at('prompt')).toHaveValue('a secret');
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-storage').click();
  await page.getByTestId('erase').click();
  const loaded = page.waitForEvent('load');
  await page.getByTestId('erase-yes').click();
  await loaded;
  await expect(page.getByTestId('example')).toBeVisible();
  await expect(studio.at('prompt')).toHaveValue('');
});
