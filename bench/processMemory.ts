// Memory of a page's process, sampled from outside: a page that is busy cannot be asked. Linux only.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';

const EVERY_MS = 20;

interface ProcessInfo {
  readonly id: number;
  readonly type: string;
}

/** Watches the busiest renderer's private memory: JS heaps, array buffers and wasm memory, not GPU buffers. */
export async function watchMemory(browser: Browser): Promise<{ stop: () => { growthMB: number; peakMB: number } }> {
  const pid = await busiestRenderer(browser);
  const before = privateMB(pid);
  let peakMB = before;
  const timer = setInterval(() => (peakMB = Math.max(peakMB, privateMB(pid))), EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return { growthMB: peakMB - before, peakMB };
    },
  };
}

const RESTS = 20;
const REST_MS = 250;

/** The least private memory in some seconds of rest, after the page's garbage is collected. */
export async function restingMemory(page: Page, browser: Browser): Promise<number> {
  const pid = await busiestRenderer(browser);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.detach();
  let least = Infinity;
  for (let rest = 0; rest < RESTS; rest++) {
    await page.waitForTimeout(REST_MS);
    least = Math.min(least, privateMB(pid));
  }
  return least;
}

async function busiestRenderer(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = (await devtools.send('SystemInfo.getProcessInfo')) as { processInfo: readonly ProcessInfo[] };
  await devtools.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const pid = renderers.sort((a, b) => privateMB(b) - privateMB(a))[0];
  if (pid === undefined) throw new Error('the browser has no renderer');
  return pid;
}

/** Anonymous resident memory: shared buffers on their way to the GPU process are not the page's. */
function privateMB(pid: number): number {
  try {
    const [, kilobytes = '0'] = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}
