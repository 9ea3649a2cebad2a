// Firefox over WebDriver BiDi, and Chromium for what the others are compared with: both by puppeteer-core.
import { type Browser, type ElementHandle, launch, type Page } from 'puppeteer-core';
import type { Driver } from './driver.ts';

/** One layout for all three. */
const VIEWPORT = { width: 1280, height: 900 };

export interface PuppeteerOptions {
  readonly browser: 'firefox' | 'chrome';
  readonly executablePath: string;
  /** Firefox's `about:config`. */
  readonly preferences?: Readonly<Record<string, unknown>>;
}

export async function puppeteer({ browser, executablePath, preferences = {} }: PuppeteerOptions): Promise<Driver> {
  const started: Browser = await launch({
    browser,
    executablePath,
    headless: true,
    defaultViewport: VIEWPORT,
    protocolTimeout: 240_000,
    ...(browser === 'chrome' && { args: ['--no-sandbox'] }),
    ...(browser === 'firefox' && { extraPrefsFirefox: preferences }),
  });
  const [first] = await started.pages();
  const page: Page = first ?? (await started.newPage());
  return {
    name: browser === 'firefox' ? 'Firefox' : 'Chromium',
    open: async (url) => {
      await page.goto(url, { waitUntil: 'load', timeout: 120_000 });
    },
    run: async (code, ...args) => {
      const source = `(${code.toString()})(...${JSON.stringify(args)})`;
      return (await page.evaluate(source)) as Awaited<ReturnType<typeof code>>;
    },
    drag: async ([[x, y] = [0, 0], ...rest]) => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (const point of rest) await page.mouse.move(...point);
      await page.mouse.up();
    },
    type: async (text) => page.keyboard.type(text),
    press: async (key, held) => {
      if (held) await page.keyboard.down(held);
      await page.keyboard.press(key);
      if (held) await page.keyboard.up(held);
    },
    upload: async (selector, paths) => {
      const field = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null;
      if (!field) throw new Error(`no ${selector}`);
      await field.uploadFile(...paths);
    },
    close: () => started.close(),
  };
}
