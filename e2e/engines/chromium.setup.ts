// Before the others: Chromium's picture, which theirs are compared with.
import { mkdirSync, writeFileSync } from 'node:fs';
import { findBrowsers } from '../browsers.ts';
import { staticHost } from '../staticHost.ts';
import { puppeteer } from './puppeteer.ts';
import { packedReference, REFERENCE_FILE } from './reference.ts';
import { Stage } from './stage.ts';

/** vitest's name for what comes first. */
export async function setup(): Promise<void> {
  const host = await staticHost(true);
  const driver = await puppeteer({ browser: 'chrome', executablePath: findBrowsers().chromium });
  try {
    await new Stage(driver).open(host.url);
    mkdirSync('.cache', { recursive: true });
    writeFileSync(REFERENCE_FILE, JSON.stringify(await packedReference(driver)));
  } finally {
    await driver.close();
    await host.stop();
  }
}
