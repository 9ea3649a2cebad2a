// One profile for the tests of a worker: each finds no data, but the browser need not fetch and compile everything anew.
import type {
  BrowserContext,
  BrowserContextOptions,
  CDPSession,
  LaunchOptions,
  Page,
  PlaywrightWorkerArgs,
} from '@playwright/test';

type Playwright = PlaywrightWorkerArgs['playwright'];

/** All that a page can keep beside its private files. What stays is the cache of files, and of what the browser has compiled of them. */
const KEPT = 'cookies,indexeddb,local_storage,service_workers,cache_storage,shader_cache,websql,storage_buckets';

/**
 * A page's start costs 2.5 s of processor time in a profile that has been there before, and 7 s in a new one: most of it
 * goes into compiling onnxruntime's WebAssembly.
 */
export class Profile {
  private context: BrowserContext | null = null;
  private keeper: Page | null = null;
  private devtools: CDPSession | null = null;
  private readonly playwright: Playwright;
  private readonly launch: LaunchOptions;

  constructor(playwright: Playwright, launch: LaunchOptions) {
    this.playwright = playwright;
    this.launch = launch;
  }

  /** The context, started when it is first needed, and again after it died. */
  async enter(options: BrowserContextOptions): Promise<BrowserContext> {
    if (this.context) return this.context;
    const context = await this.playwright.chromium.launchPersistentContext('', { ...this.launch, ...options });
    context.once('close', () => (this.context = null));
    // Its first page stays open, unused: with the last page the browser would go.
    this.keeper = context.pages()[0] ?? (await context.newPage());
    this.devtools = await context.newCDPSession(this.keeper);
    this.context = context;
    return context;
  }

  /** Leaves nothing behind for the next test; a profile that cannot be cleared is thrown away. */
  async leave(origin: string): Promise<void> {
    const { context, keeper, devtools } = this;
    if (!context || !keeper || !devtools) return;
    try {
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      for (const page of context.pages().slice(1)) await page.close();
      await context.setOffline(false);
      await context.clearPermissions();
      if (keeper.url() === 'about:blank') await keeper.goto(new URL('/icon.svg', origin).href);
      await keeper.evaluate(clearFiles);
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: KEPT });
    } catch {
      await this.close();
    }
  }

  async close(): Promise<void> {
    await this.context?.close().catch(() => undefined);
    this.context = null;
  }
}

/** Runs in the page. The worker of a page that was just closed holds its files a little longer. */
async function clearFiles(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for (let tries = 0; tries < 100; tries++) {
    try {
      for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  throw new Error('some files are in use');
}
