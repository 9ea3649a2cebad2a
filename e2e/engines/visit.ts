// The journeys as tests of one browser: skipped with the reason where it is not there.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type PackedPicture, unpack } from '../inkling.ts';
import { staticHost } from '../staticHost.ts';
import { type Driver, within } from './driver.ts';
import { JOURNEYS, type Visit } from './journeys.ts';
import { REFERENCE_FILE } from './reference.ts';
import { Stage } from './stage.ts';

/** @param reason why it cannot run here; '' when it can */
export function visits(browser: string, reason: string, start: () => Promise<Driver>): void {
  describe.skipIf(reason !== '')(reason === '' ? browser : `${browser} (${reason})`, () => {
    let visit: Visit;
    beforeAll(async () => {
      const reference = unpack(JSON.parse(readFileSync(REFERENCE_FILE, 'utf8')) as PackedPicture);
      visit = { host: await staticHost(true), stage: new Stage(await start()), reference };
    });
    afterAll(async () => {
      await visit.stage.driver.close();
      await visit.host.stop().catch(() => undefined); // the last journey has done it
    });
    test.each(JOURNEYS)('%s', async (name, go) => twice(visit, `${browser} ${name}`, go));
  });
}

/**
 * A journey that fails is begun once more in a page that was loaded anew, and says so: Firefox was seen, once in some ten runs, to
 * leave a worker or an answer of its driver hanging. One that fails twice has failed.
 */
async function twice(visit: Visit, name: string, go: (visit: Visit) => Promise<void>): Promise<void> {
  try {
    await go(visit);
  } catch (first) {
    const text = visit.stage.driver.run(() => document.body.innerText.slice(0, 800));
    const says = await within('the page', text, 10_000).catch(String);
    console.warn(`${name}: begun once more after ${String(first)}\nThe page said: ${says}`);
    await visit.stage.open(visit.host.url);
    await go(visit);
  }
}
