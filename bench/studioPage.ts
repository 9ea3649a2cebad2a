// The built page in a fresh Chromium, opened as a test would, its engine ready.
import { chromium } from '@playwright/test';
import { findBrowsers, launchOptions } from '../e2e/browsers.ts';
import { settledIn, Studio } from '../e2e/studio.ts';

/** Runs `measure` on the page, on WASM; the browser is closed whatever happens. */
export async function onStudio<T>(site: string, measure: (studio: Studio) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(launchOptions('wasm', findBrowsers()));
  try {
    const page = await browser.newPage({
      serviceWorkers: 'block',
      baseURL: site,
      viewport: { width: 1280, height: 900 },
    });
    const studio = new Studio(page, '?backend=wasm');
    await settledIn(studio.page);
    await studio.open();
    await studio.api();
    return await measure(studio);
  } finally {
    await browser.close();
  }
}
