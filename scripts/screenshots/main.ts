// Takes the screenshots: one visit for each theme and device, which goes through the states in their order.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { withBuiltPage } from '../builtPage.ts';
import { STATES } from './states.ts';
import { webp } from './webp.ts';

const FOLDER = 'docs/screenshots';
/** What the manifest shows of the page before it is installed; small, since they are in the repository. */
const SHOWN_FOLDER = 'public/screenshots';
const SHOWN: Readonly<Record<string, string>> = { 'picture-light-desktop': 'wide', 'picture-light-phone': 'narrow' };
const DEVICES: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
const THEMES = ['light', 'dark'] as const;

/** @param only names of states; all when empty. The others on the way are gone through, but not taken. */
export async function takeAll(only: readonly string[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  mkdirSync(SHOWN_FOLDER, { recursive: true });
  await withBuiltPage(async (browser, url) => {
    for (const device of Object.keys(DEVICES))
      for (const theme of THEMES) await visit(browser, url, { device, theme, only });
  });
}

interface Visit {
  readonly device: string;
  readonly theme: (typeof THEMES)[number];
  readonly only: readonly string[];
}

async function visit(browser: Browser, url: string, { device, theme, only }: Visit): Promise<void> {
  const context = await browser.newContext({
    ...DEVICES[device],
    colorScheme: theme,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url);
  const last = Math.max(...only.map((name) => STATES.findIndex((state) => state.name === name)));
  for (const { name, show, leave } of only.length === 0 ? STATES : STATES.slice(0, last + 1)) {
    try {
      await show(page);
      if (only.length === 0 || only.includes(name)) {
        const picture = await page.screenshot({ type: 'jpeg', quality: 82 });
        const title = `${name}-${theme}-${device}`;
        writeFileSync(`${FOLDER}/${title}.jpg`, picture);
        if (SHOWN[title])
          writeFileSync(`${SHOWN_FOLDER}/${SHOWN[title]}.webp`, await webp(page, await page.screenshot()));
      }
      await leave?.(page);
    } catch (error) {
      // One state that cannot be reached does not cost the others.
      process.stderr.write(`${name} (${theme}, ${device}): ${String(error).split('\n')[0]}\n`);
      await page.keyboard.press('Escape');
    }
  }
  await context.close();
}
