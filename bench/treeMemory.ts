// Memory of a whole browser: the proportional resident size (PSS) of its process and all below it, from /proc, without the
// files that are mapped: how much of its own program counts depends on other browsers that run. Linux only.
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';

const RESTS = 20;
const REST_MS = 250;
const GARBAGE_MS = 1000;

/** Megabytes: all of it, and what of it is whose, `renderer`, `gpu-process` and so on. */
export interface TreeMemory {
  readonly all: number;
  readonly byKind: ReadonlyMap<string, number>;
}

/** The least PSS in some seconds of rest, after the garbage of the page and of its workers is collected. */
export async function restingTree(page: Page, browser: Browser): Promise<TreeMemory> {
  const pid = await browserProcess(browser);
  await collectGarbage(page);
  let least = treeMB(pid);
  for (let rest = 0; rest < RESTS; rest++) {
    await page.waitForTimeout(REST_MS);
    const now = treeMB(pid);
    if (now.all < least.all) least = now;
  }
  return least;
}

async function collectGarbage(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const message = JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' });
  devtools.on('Target.attachedToTarget', ({ sessionId }) => {
    void devtools.send('Target.sendMessageToTarget', { sessionId, message });
  });
  // Workers have heaps of their own. They answer in their own time: the rest that follows is long enough.
  await devtools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  await devtools.send('HeapProfiler.collectGarbage');
  await page.waitForTimeout(GARBAGE_MS);
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
function treeMB(root: number): TreeMemory {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const below = (pid: number | undefined): boolean => pid !== undefined && (pid === root || below(parents.get(pid)));
  const byKind = new Map<string, number>();
  for (const pid of [...parents.keys()].filter(below)) {
    const kind = kindOf(pid);
    byKind.set(kind, (byKind.get(kind) ?? 0) + pssKB(pid) / 1024);
  }
  return { all: [...byKind.values()].reduce((sum, each) => sum + each, 0), byKind };
}

function kindOf(pid: number): string {
  try {
    return /--type=([\w-]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? 'browser';
  } catch {
    return 'gone';
  }
}

/** A process that has gone meanwhile has no parent and takes nothing. */
function parentOf(pid: string): number | undefined {
  return numberIn(`/proc/${pid}/status`, /^PPid:\s+(\d+)/m);
}

function pssKB(pid: number): number {
  const path = `/proc/${pid}/smaps_rollup`;
  return (numberIn(path, /^Pss_Anon:\s+(\d+)/m) ?? 0) + (numberIn(path, /^Pss_Shmem:\s+(\d+)/m) ?? 0);
}

function numberIn(path: string, pattern: RegExp): number | undefined {
  try {
    const found = pattern.exec(readFileSync(path, 'utf8'))?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
