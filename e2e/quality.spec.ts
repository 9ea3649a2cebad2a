// What every visitor is owed: accessible, smooth, private.
import { cpus, loadavg } from 'node:os';
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { HOUSE } from './studio.ts';

test('axe finds nothing serious, before and after a picture', async ({ studio, page }) => {
  expect(await serious(page)).toEqual([]);
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('steps').fill('2');
  await studio.generate();
  expect(await serious(page)).toEqual([]);
});

test('no main-thread task over 50 ms while a picture forms', async ({ studio, page }) => {
  // A long task is measured by the clock: where the engine's threads and other work share too few cores it says nothing
  // of the page. `npm run bench -- picture` measures the same on a quiet machine.
  const [load = 0] = loadavg();
  // A bound in milliseconds says nothing where other work takes the cores; `npm run bench -- picture` measures it.
  test.skip(load > cpus().length, `the machine is busy with other work (load ${load.toFixed(1)})`);
  await studio.api();
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.generate();
  const longest: number[] = [];
  // The machine may hiccup, the code may not: the best of three.
  for (let run = 0; run < 3; run++) {
    const tasks = await page.evaluateHandle(() => {
      const durations: number[] = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) durations.push(entry.duration);
      }).observe({ type: 'longtask' });
      return durations;
    });
    await studio.generate();
    longest.push(Math.max(0, ...(await tasks.jsonValue())));
  }
  expect(Math.min(...longest), `longest task of each run: ${longest.join(', ')} ms`).toBeLessThanOrEqual(50);
});

test('talks to no other host', async ({ studio, page, baseURL }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.reload();
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('steps').fill('1');
  await studio.generate();
  const foreign = [...hosts].filter((host) => host !== baseURL && host !== 'null');
  expect(foreign).toEqual([]);
});
