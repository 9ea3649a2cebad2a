// (m) Memory of the page's process after 200 pictures over that after the first ones, each made by the Generate button.
import type { Browser } from '@playwright/test';
import { HOUSE, Studio } from '../../e2e/studio.ts';
import type { Figure } from '../main.ts';
import { openOnDisk } from '../onDisk.ts';
import { restingMemory } from '../processMemory.ts';

const PICTURES = 200;
/** Caches, compiled code and the allocator's own reserves are filled after so many. */
const WARM = 20;
const MOST_GROWTH = 0.05;

export async function lasting(site: string): Promise<readonly Figure[]> {
  const { context, browser, close } = await openOnDisk('wasm', site);
  try {
    const studio = new Studio(await context.newPage(), '?backend=wasm');
    await studio.open();
    await studio.api();
    await studio.draw(...HOUSE);
    await studio.at('prompt').fill('house');
    await studio.at('steps').fill('2');
    const before = await after(studio, browser, WARM);
    const then = await after(studio, browser, PICTURES);
    const growth = then / before - 1;
    return [
      {
        id: 'm',
        what: `memory of the page's process after ${PICTURES} pictures over that before them, WASM`,
        value: `${growth < 0 ? '' : '+'}${(growth * 100).toFixed(1)} % (${before.toFixed(0)} MB, ${then.toFixed(0)} MB)`,
        bar: `<= +${MOST_GROWTH * 100} %`,
        ok: growth <= MOST_GROWTH,
      },
    ];
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
