// How each fault is made, and how it ends.
import type { BrowserContext, CDPSession, Route } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Host } from '../staticHost.ts';
import { Studio } from '../studio.ts';
import type { Act, Seams } from './seams.ts';
import type { Fault, Phase } from './table.ts';

/** What a fault may reach for. */
export interface Scene {
  readonly studio: Studio;
  readonly context: BrowserContext;
  readonly devtools: CDPSession;
  readonly seams: Seams;
  /** Where the page comes from, in the visit with a service worker. */
  readonly host?: Host;
  /** The address that is loaded in the phase "download". */
  pack: string;
}

interface Made {
  /** Happens in the page at the phase itself. */
  readonly act: Act;
  /** Happens from outside as soon as the phase has come. */
  readonly begin?: (scene: Scene, phase: Phase) => Promise<void>;
  /** Ends it; the picture that it met may still be in the making. */
  readonly end?: (scene: Scene) => Promise<void>;
  /** The picture does not end before the fault does. */
  readonly holds?: boolean;
}

const stalled = new Set<Route>();
const origin = ({ studio }: Scene): string => new URL(studio.page.url()).origin;

export const MADE: Readonly<Record<Fault, Made>> = {
  'worker killed': { act: 'kill' },
  'GPU device destroyed': { act: 'device' },
  'storage handle lost': { act: 'handles' },
  'memory refused': { act: 'memory' },
  'clock set back': { act: 'clock' },
  'network cut': {
    act: 'none',
    begin: ({ context }) => context.setOffline(true),
    end: ({ context }) => context.setOffline(false),
  },
  'network stalled': {
    act: 'none',
    holds: true,
    begin: async ({ context }) => {
      await context.route('**/*', (route) => void stalled.add(route));
    },
    end: async ({ context }) => {
      await context.unroute('**/*');
      // Connections that answer no more break in the end.
      for (const route of stalled) await route.abort('timedout').catch(() => undefined);
      stalled.clear();
    },
  },
  'quota full': {
    act: 'none',
    begin: async (scene) => {
      await scene.devtools.send('Storage.overrideQuotaForOrigin', { origin: origin(scene), quotaSize: 1 });
    },
    end: async (scene) => {
      await scene.devtools.send('Storage.overrideQuotaForOrigin', { origin: origin(scene) });
    },
  },
  'tab hidden for long': {
    act: 'none',
    begin: async (scene) => {
      await show(scene, 'hidden');
      await scene.devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
      // The fault itself, not a wait: nothing of the page runs meanwhile.
      await new Promise((later) => setTimeout(later, 1000));
      await scene.devtools.send('Page.setWebLifecycleState', { state: 'active' });
      await show(scene, 'visible');
    },
  },
  'service worker updated': {
    act: 'none',
    begin: async ({ studio, host }) => {
      host?.publish();
      await studio.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
      await expect(studio.at('update')).toBeVisible({ timeout: 60_000 });
    },
  },
  'second tab': {
    act: 'none',
    begin: async ({ context, studio, pack }, phase) => {
      const page = await context.newPage();
      const other = new Studio(page, new URL(studio.page.url()).search);
      await other.open();
      const api = await other.api();
      // Both at the same file at the same time.
      if (phase === 'download') await api.evaluate((inkling, base) => void inkling.loadPack({ base }), pack);
      await other.at('steps').fill('2');
      await other.generate();
      await page.close();
    },
  },
};

/** What the page is told of being seen: headless browsers show every tab. */
function show({ studio }: Scene, state: DocumentVisibilityState): Promise<void> {
  return studio.page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
