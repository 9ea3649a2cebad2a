// The page's main states and how somebody gets there. In this order: each begins where the one before was left.
import { expect, type Page } from '@playwright/test';

export interface State {
  readonly name: string;
  readonly show: (page: Page) => Promise<unknown>;
  /** The way back. */
  readonly leave?: (page: Page) => Promise<unknown>;
}

const SLOW = { timeout: 120_000 };
const escape = (page: Page): Promise<void> => page.keyboard.press('Escape');

/** A press on this opens a sheet. */
const opens =
  (testId: string) =>
  async (page: Page): Promise<void> => {
    await page.getByTestId(testId).click();
    await page.getByRole('dialog').waitFor();
    await settle(page);
  };

/** A sheet that the menu opens. */
function sheet(name: string): State {
  return {
    name,
    show: async (page) => {
      await page.getByTestId('menu').click();
      await page.getByTestId(`menu-${name}`).click();
      await page.getByRole('dialog').waitFor();
      await settle(page);
    },
    leave: escape,
  };
}

/** Fonts, pictures and what is read from storage are there. */
const settle = (page: Page): Promise<void> => page.waitForTimeout(400);

export const STATES: readonly State[] = [
  {
    name: 'start',
    show: async (page) => {
      await expect(page.getByTestId('backend')).toContainText(/WASM|WebGPU/, SLOW);
      await settle(page);
    },
  },
  {
    name: 'picture',
    show: async (page) => {
      await page.getByTestId('example').click();
      await page.getByTestId('generate').click();
      await expect(page.getByTestId('download')).toBeEnabled(SLOW);
      await settle(page);
    },
  },
  {
    name: 'colours',
    show: async (page) => {
      await page.getByTestId('colour').click();
      await page.getByTestId('colours').waitFor();
      await settle(page);
    },
    leave: escape,
  },
  {
    name: 'layers',
    show: async (page) => {
      await page.getByTestId('layers-toggle').click();
      await page.getByTestId('layers').waitFor();
      await settle(page);
    },
    leave: (page) => page.getByTestId('inspector-close').click(),
  },
  {
    name: 'control',
    show: async (page) => {
      await page.getByTestId('inspector-toggle').click();
      await page.getByTestId('control-panel').locator('summary').first().click();
      await page.getByTestId('control-panel').scrollIntoViewIfNeeded();
      await settle(page);
    },
    leave: (page) => page.getByTestId('inspector-close').click(),
  },
  { name: 'badge', show: (page) => page.getByTestId('backend').click(), leave: escape },
  {
    name: 'menu',
    show: async (page) => {
      await page.getByTestId('menu').click();
      await page.getByRole('menu').waitFor();
      await settle(page);
    },
    leave: escape,
  },
  { name: 'gallery', show: opens('gallery-open'), leave: escape },
  { name: 'share', show: opens('share'), leave: escape },
  sheet('models'),
  sheet('storage'),
  sheet('shortcuts'),
  {
    name: 'photo',
    show: async (page) => {
      await page.getByTestId('photo-toggle').click();
      await page.getByTestId('photo-file').setInputFiles('e2e/photos/coffee.jpg');
      await expect(page.getByTestId('map-canvas')).toHaveAttribute('data-shown', /./, SLOW);
      await settle(page);
    },
  },
];
