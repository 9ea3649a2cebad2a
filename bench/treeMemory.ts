// Memory of a whole browser: the proportional resident size (PSS) of its process and all below it, from /proc. Linux only.
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';

const RESTS = 20;
const REST_MS = 250;

/** The least PSS in some seconds of rest, in MB, after the garbage of the page and of its workers is collected. */
export async function restingTree(page: Page, browser: Browser): Promise<number> {
  const pid = await browserProcess(browser);
  await collectGarbage(page);
  let least = Infinity;
  for (let rest = 0; rest < RESTS; rest++) {
    await page.waitForTimeout(REST_MS);
    least = Math.min(least, treeMB(pid));
  }
  return least;
}

async function collectGarbage(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.detach();
}

async function browserProcess(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const own = processInfo.find(({ type }) => type === 'browser');
  if (!own) throw new Error('the browser names no process of its own');
  return own.id;
}

/** Shared pages are divided among those who share them, so that the sum counts each once. */
function treeMB(root: number): number {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const below = (pid: number | undefined): boolean => pid !== undefined && (pid === root || below(parents.get(pid)));
  return [...parents.keys()].filter(below).reduce((sum, pid) => sum + pssKB(pid), 0) / 1024;
}

/** A process that has gone meanwhile has no parent and takes nothing. */
function parentOf(pid: string): number | undefined {
  return numberIn(`/proc/${pid}/status`, /^PPid:\s+(\d+)/m);
}

const pssKB = (pid: number): number => numberIn(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+)/m) ?? 0;

function numberIn(path: string, pattern: RegExp): number | undefined {
  try {
    const found = pattern.exec(readFileSync(path, 'utf8'))?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
