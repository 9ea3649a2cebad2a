// (v) A first visit, on a desktop and a phone: first paint, bytes and time until the first picture as a plain host serves them, how
// much is pressed for it, and how much of the page moves (CLS).
import { type BrowserContextOptions, chromium } from '@playwright/test';
import { findBrowsers, launchOptions } from '../../e2e/browsers.ts';
import { Studio } from '../../e2e/studio.ts';
import { staticHost } from '../../e2e/staticHost.ts';
import type { Figure } from '../main.ts';
import { amount } from '../short.ts';

const MOST_MB = 28;
const DEVICES: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 720 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 },
};
/** The example's button, then Generate. */
const PRESSES = 2;

export async function first(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [name, device] of Object.entries(DEVICES).slice(0, amount(2, 1)))
    figures.push(...(await visit(name, device)));
  return figures;
}

async function visit(name: string, device: BrowserContextOptions): Promise<readonly Figure[]> {
  const host = await staticHost(true);
  const browser = await chromium.launch(launchOptions('wasm', findBrowsers()));
  try {
    const context = await browser.newContext({ ...device, serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.addInitScript(watchShifts);
    const begun = performance.now();
    await page.goto(`${host.url}?backend=wasm`);
    const studio = new Studio(page, '');
    await page.getByTestId('example').click();
    await studio.generate();
    const seconds = (performance.now() - begun) / 1000;
    const megabytes = host.sentBytes() / 1e6;
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
    const shift = await page.evaluate(() => Reflect.get(globalThis, 'shift') as number);
    const of = (what: string, value: string, bar = '', ok: boolean | null = null): Figure => ({
      id: 'v',
      what: `first visit on a ${name}: ${what}`,
      value,
      bar,
      ok,
    });
    return [
      of('first paint', `${paint.toFixed(0)} ms`),
      of(
        'bytes until the first picture, uncompressed host',
        `${megabytes.toFixed(1)} MB`,
        `<= ${MOST_MB} MB`,
        megabytes <= MOST_MB,
      ),
      of(`from open to the first picture, ${PRESSES} presses`, `${seconds.toFixed(1)} s`),
      of('layout shift (CLS)', shift.toFixed(3), '0.00', shift < 0.005),
    ];
  } finally {
    await browser.close();
    await host.stop();
  }
}

/** In the page: the sum of all shifts that nobody's press explains. */
function watchShifts(): void {
  Reflect.set(globalThis, 'shift', 0);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput)
        Reflect.set(globalThis, 'shift', (Reflect.get(globalThis, 'shift') as number) + entry.value);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
