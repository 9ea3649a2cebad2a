// (d) Private memory of the page's process while a gigabyte of weights loads onto WebGPU: an upper bound of JS memory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowsers } from '../../e2e/browsers.ts';
import { FIXTURES } from '../../e2e/packs.ts';
import { settledIn, Studio } from '../../e2e/studio.ts';
import { writeBigPack } from '../bigPack.ts';
import type { Figure } from '../main.ts';
import { openOnDisk } from '../onDisk.ts';
import { watchMemory } from '../processMemory.ts';
import { serveFolder } from '../servers.ts';

const MOST_MB = 150;
const FIXTURE = 'pack-sd1';

export async function memory(site: string): Promise<readonly Figure[]> {
  const what = "peak growth of the page's memory while 1 GB of weights loads, WebGPU";
  const bar = `<= ${MOST_MB} MB`;
  const browsers = findBrowsers();
  if (browsers.webgpu === '' || process.platform !== 'linux') {
    return [{ id: 'd', what, value: `not measured: ${browsers.reason || 'needs Linux'}`, bar, ok: null }];
  }
  const folder = mkdtempSync(join(tmpdir(), 'inkling-bench-'));
  const packs = await serveFolder(folder);
  const { context, browser, close } = await openOnDisk('webgpu', site);
  try {
    const bytes = writeBigPack(join(FIXTURES, FIXTURE), join(folder, 'big'));
    const studio = new Studio(await context.newPage(), '?backend=webgpu&precision=fp16');
    await settledIn(studio.page);
    await studio.open();
    const api = await studio.api();
    // A small picture first: what the engine itself needs, compiled code above all, is there before the weights come.
    await api.evaluate(async (inkling) => {
      await inkling.generate({ prompt: 'a cat', steps: 1, seed: 1 });
    });
    const watch = await watchMemory(browser);
    await api.evaluate(async (inkling, base) => {
      await inkling.loadPack({ base });
      await inkling.generate({ prompt: 'a cat', steps: 1, width: 64, height: 64, seed: 1 });
    }, `${packs.url}big/`);
    const { growthMB, peakMB } = watch.stop();
    const value = `${growthMB.toFixed(0)} MB for ${(bytes / 1e9).toFixed(2)} GB (process: ${peakMB.toFixed(0)} MB)`;
    return [{ id: 'd', what, value, bar, ok: growthMB <= MOST_MB }];
  } finally {
    await close();
    await packs.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
