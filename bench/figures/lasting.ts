// (m) Memory of the page's process after 200 pictures over that after the first ones, each made by the Generate button.
import type { Browser } from '@playwright/test';
import { findBrowsers } from '../../e2e/browsers.ts';
import { HOUSE, settledIn, Studio } from '../../e2e/studio.ts';
import type { Figure } from '../main.ts';
import { openOnDisk } from '../onDisk.ts';
import { restingMemory } from '../processMemory.ts';
import { amount, SHORT } from '../short.ts';

const PICTURES = amount(200, 1);
/** Caches, compiled code and the allocator's own reserves are filled after so many. */
const WARM = amount(20, 1);
const MOST_GROWTH = 0.05;

type Backend = 'wasm' | 'webgpu';
const TITLES: Readonly<Record<Backend, string>> = { wasm: 'WASM', webgpu: 'WebGPU' };

/** On both backends: what one of them keeps (buffers read back, promises of the device) the other never sees. */
export async function lasting(site: string): Promise<readonly Figure[]> {
  const wasm = await lastingOn('wasm', site);
  return SHORT ? [wasm] : [wasm, await lastingOn('webgpu', site)];
}

async function lastingOn(backend: Backend, site: string): Promise<Figure> {
  const what = `memory of the page's process after ${PICTURES} pictures over that before them, ${TITLES[backend]}`;
  const bar = `<= +${MOST_GROWTH * 100} %`;
  const browsers = findBrowsers();
  if (backend === 'webgpu' && browsers.webgpu === '')
    return { id: 'm', what, value: `not measured: ${browsers.reason}`, bar, ok: null };
  const { context, browser, close } = await openOnDisk(backend, site);
  try {
    const studio = new Studio(await context.newPage(), `?backend=${backend}`);
    await settledIn(studio.page);
    await studio.open();
    await studio.api();
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('house');
    await studio.at('steps').fill('2');
    const before = await after(studio, browser, WARM);
    const then = await after(studio, browser, PICTURES);
    const growth = then / before - 1;
    const value = `${growth < 0 ? '' : '+'}${(growth * 100).toFixed(1)} % (${before.toFixed(0)} MB, ${then.toFixed(0)} MB)`;
    return { id: 'm', what, value, bar, ok: growth <= MOST_GROWTH };
  } finally {
    await close();
  }
}

/** Megabytes at rest after so many more pictures. */
async function after(studio: Studio, browser: Browser, pictures: number): Promise<number> {
  for (let made = 0; made < pictures; made++) {
    await studio.at('generate').click();
    await studio.finished();
  }
  return restingMemory(studio.page, browser);
}
