// What every test gets: the page object, on the browser of its project, and a page that logged no error.
import { type BrowserContext, test as base } from '@playwright/test';
import { Profile } from './profile.ts';
import { settledIn, Studio } from './studio.ts';
import { Trouble } from './trouble.ts';

export interface InklingOptions {
  /** What the page is asked to compute on; 'wasm' is what it chooses by itself where there is no GPU. */
  readonly backend: 'wasm' | 'webgpu';
  /** Why this project cannot run here; '' when it can. */
  readonly unavailable: string;
  /**
   * False keeps the engine's worker from starting, in tests that need no picture: most of a page's start is its. The tags
   * @engine and @no-engine say otherwise for one test.
   */
  readonly engine: boolean;
  /** True: a browser context of the test's own, as at the very first visit, in the browser of `browser`. */
  readonly ownContext: boolean;
}

interface Fixtures {
  readonly available: undefined;
  readonly studio: Studio;
  /** Errors on the page or in its console fail the test, but those that it allows. */
  readonly trouble: Trouble;
}

interface WorkerFixtures {
  readonly profile: Profile;
}

export const test = base.extend<InklingOptions & Fixtures, WorkerFixtures>({
  backend: ['wasm', { option: true }],
  unavailable: ['', { option: true }],
  engine: [true, { option: true }],
  ownContext: [false, { option: true }],
  available: [
    async ({ unavailable }, use, info) => {
      info.skip(unavailable !== '', unavailable);
      await use(undefined);
    },
    { auto: true },
  ],
  profile: [
    async ({ playwright, launchOptions }, use) => {
      const profile = new Profile(playwright, launchOptions);
      await use(profile);
      await profile.close();
    },
    { scope: 'worker' },
  ],
  context: async (
    { context, profile, ownContext, viewport, baseURL, hasTouch, isMobile, serviceWorkers, permissions },
    use,
  ) => {
    // What a page cannot change about its context needs one of its own.
    const own = ownContext || hasTouch || isMobile || serviceWorkers !== 'block' || (permissions ?? []).length > 0;
    if (own) return use(context);
    await use(await profile.enter({ viewport, serviceWorkers, ...(baseURL && { baseURL }) }));
    await profile.leave(baseURL ?? '');
  },
  page: async ({ page, engine, colorScheme, viewport }, use, { tags }) => {
    if (viewport) await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: colorScheme ?? 'light' });
    if (tags.includes('@no-engine') || (!engine && !tags.includes('@engine'))) await page.addInitScript(withoutEngine);
    if (!tags.includes('@first-visit')) await settledIn(page);
    await use(page);
  },
  trouble: [
    async ({ context }: { context: BrowserContext }, use) => {
      const trouble = new Trouble(context);
      await use(trouble);
      trouble.judge();
    },
    { auto: true },
  ],
  studio: async ({ page, backend }, use) => {
    const studio = new Studio(page, backend === 'webgpu' ? '?backend=webgpu&precision=fp16' : '');
    await studio.open();
    await use(studio);
  },
});

/** Runs in the page, before its own scripts: the engine's worker stays where it is before it has started. */
function withoutEngine(): void {
  const silent = (): Worker =>
    Object.assign(new EventTarget(), { postMessage: () => undefined, terminate: () => undefined }) as unknown as Worker;
  globalThis.Worker = new Proxy(Worker, {
    construct: (Real, [url, options]: [string | URL, WorkerOptions?]) =>
      options?.name === 'engine' ? silent() : new Real(url, options),
  });
}

export { expect } from '@playwright/test';
