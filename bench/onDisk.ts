// A browser with a profile on disk, as users have: in Playwright's usual private windows OPFS lies in memory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { findBrowsers, launchOptions } from '../e2e/browsers.ts';

export interface OnDisk {
  readonly context: BrowserContext;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

export async function openOnDisk(backend: 'wasm' | 'webgpu', baseURL: string): Promise<OnDisk> {
  const profile = mkdtempSync(join(tmpdir(), 'inkling-profile-'));
  // The service worker would keep files in the middle of what is measured.
  const options = {
    ...launchOptions(backend, findBrowsers()),
    baseURL,
    headless: true,
    serviceWorkers: 'block' as const,
  };
  const context = await chromium.launchPersistentContext(profile, options);
  const browser = context.browser();
  if (!browser) throw new Error('no browser behind the profile');
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, browser, close };
}
