// (a) One step against the loop that rivals run.
import { chromium } from '@playwright/test';
import { findBrowsers, launchOptions } from '../../e2e/browsers.ts';
import type { Figure } from '../main.ts';
import type { RaceRequest } from '../pages/race.worker.ts';
import { serveSources } from '../servers.ts';
import type { RaceResult } from '../stepRace.ts';
import { SHORT } from '../short.ts';

type Backend = RaceRequest['backend'];

const RACES: readonly (Omit<RaceRequest, 'assets'> & { what: string; bar: number })[] = [
  { backend: 'wasm', models: 'embedded', side: 16, steps: 12, what: 'embedded pack, WASM', bar: 1.4 },
  { backend: 'webgpu', models: 'embedded', side: 16, steps: 4, what: 'embedded pack, WebGPU (lavapipe)', bar: 1.5 },
  { backend: 'wasm', models: 'wide', side: 8, steps: 3, what: 'SD 1.5 widths, 64 px, WASM', bar: 0 },
  { backend: 'webgpu', models: 'wide', side: 8, steps: 2, what: 'SD 1.5 widths, 64 px, WebGPU (lavapipe)', bar: 0 },
];
/** A software adapter may need hours for the big widths. */
const PATIENCE_MS = 4 * 60_000;
/** fp16 sums in another order; fp32 hardly differs. */
const MOST_DIFFERENCE = { wasm: 0.01, webgpu: 0.1 } as const satisfies Record<Backend, number>;

export async function stepRatios(): Promise<readonly Figure[]> {
  const browsers = findBrowsers();
  const sources = await serveSources();
  const figures: Figure[] = [];
  const [first] = RACES;
  try {
    for (const { what, bar, ...request } of SHORT ? [{ ...first, steps: 1 }] : RACES) {
      const title = `our step against the rivals' loop: ${what}`;
      const barText = bar > 0 ? `>= ${bar} x` : '';
      if (request.backend === 'webgpu' && browsers.webgpu === '') {
        figures.push({ id: 'a', what: title, value: `not measured: ${browsers.reason}`, bar: barText, ok: null });
        continue;
      }
      const result = await run(request, sources.url);
      if (result === 'too slow') {
        const value = `not finished in ${PATIENCE_MS / 60_000} min`;
        figures.push({ id: 'a', what: title, value, bar: barText, ok: bar > 0 ? false : null });
        continue;
      }
      const apart = !(result.difference <= MOST_DIFFERENCE[request.backend]);
      if (apart && bar > 0) {
        throw new Error(`${what}: the two loops differ by ${result.difference} standard deviations`);
      }
      const ratio = result.rival / result.ours;
      // Random weights at full width amplify fp16's noise; such a race is reported with how far the two came apart.
      const note = apart ? `, outputs ${result.difference.toFixed(2)} std apart` : '';
      const value = `${ratio.toFixed(2)} x (${ms(result.ours)}, ${ms(result.rival)}${note})`;
      figures.push({ id: 'a', what: title, value, bar: barText, ok: bar > 0 ? ratio >= bar : null });
    }
  } finally {
    await sources.close();
  }
  return figures;
}

async function run(request: Omit<RaceRequest, 'assets'>, site: string): Promise<RaceResult | 'too slow'> {
  const browser = await chromium.launch(launchOptions(request.backend, findBrowsers()));
  try {
    const page = await browser.newPage();
    await page.goto(`${site}bench/pages/race.html`);
    await page.waitForFunction(() => 'race' in window);
    const slow = new Promise<'too slow'>((resolve) => setTimeout(() => resolve('too slow'), PATIENCE_MS));
    const answer = await Promise.race([page.evaluate((asked) => window.race(asked), request), slow]);
    if (answer === 'too slow') return answer;
    if ('error' in answer) throw new Error(answer.error);
    console.log(JSON.stringify({ ...request, ...answer.result }));
    return answer.result;
  } finally {
    await browser.close();
  }
}

const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
