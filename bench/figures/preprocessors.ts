// Each preprocessor in the browser, against OpenCV.js where it has the same operation.
import { type Browser, chromium } from '@playwright/test';
import { findBrowsers, launchOptions } from '../../e2e/browsers.ts';
import { choose, sliderTimes } from '../../e2e/photoPanel.ts';
import { Studio } from '../../e2e/studio.ts';
import type { Figure } from '../main.ts';
import type { Lap } from '../pages/preprocess.ts';
import { serveSources } from '../servers.ts';
import { SHORT } from '../short.ts';

const SIDES = SHORT ? [128] : [512, 1024];
const SLIDER_MS = 100;
/** A slider move must show its map within this, at 512 px. */
const MOST_MS: Readonly<Record<string, number>> = { canny: 100, lineart_standard: 100 };
/** Share of values that may differ from OpenCV.js by more than one level. */
const MOST_UNEQUAL = 1e-4;

export async function preprocessors(site: string): Promise<readonly Figure[]> {
  const sources = await serveSources();
  const browser = await chromium.launch(launchOptions('wasm', findBrowsers()));
  try {
    const page = await browser.newPage();
    await page.goto(`${sources.url}bench/pages/preprocess.html`);
    await page.waitForFunction(() => 'preprocessRace' in window);
    const figures: Figure[] = [await slider(browser, site)];
    for (const side of SIDES) {
      for (const lap of await page.evaluate((asked) => window.preprocessRace(asked), side)) {
        figures.push(...figuresOf(lap, side));
      }
    }
    return figures;
  } finally {
    await browser.close();
    await sources.close();
  }
}

/** From a move of the photo panel's slider to the map on screen. */
async function slider(browser: Browser, site: string): Promise<Figure> {
  const page = await browser.newPage({ serviceWorkers: 'block', baseURL: site });
  const studio = new Studio(page, '?backend=wasm');
  await studio.open();
  await studio.api();
  await choose(studio);
  const times = await sliderTimes(studio);
  const median = times[times.length >> 1];
  await page.close();
  const bar = `<= ${SLIDER_MS} ms`;
  return {
    id: 'p',
    what: 'slider to map on screen, canny, 512 px',
    value: `${median.toFixed(0)} ms`,
    bar,
    ok: median <= SLIDER_MS,
  };
}

function figuresOf({ name, ours, theirs, difference, unequal }: Lap, side: number): readonly Figure[] {
  if (unequal > MOST_UNEQUAL) {
    throw new Error(
      `${name} at ${side}: differs from OpenCV.js by up to ${difference}, ${unequal} of all values by more than 1`,
    );
  }
  const what = `${name}, ${side} x ${side}`;
  const most = side === 512 ? MOST_MS[name] : undefined;
  const time: Figure = {
    id: 'p',
    what,
    value: `${ours.toFixed(1)} ms`,
    bar: most === undefined ? '' : `<= ${most} ms`,
    ok: most === undefined ? null : ours <= most,
  };
  if (theirs === null) return [time];
  const ratio = ours / theirs;
  const value = `${ratio.toFixed(2)} x (${theirs.toFixed(1)} ms)`;
  return [time, { id: 'p', what: `${what}, over OpenCV.js`, value, bar: '<= 1.0 x', ok: ratio <= 1 }];
}
