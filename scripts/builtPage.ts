// The built page on a port of its own, and a browser on WASM for it: what every script here that shows the page begins with.
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from '@playwright/test';
import { preview } from 'vite';
import { findBrowsers, launchOptions } from '../e2e/browsers.ts';

/** Closes both however `use` ends. OUT_DIR names another folder than `dist`. */
export async function withBuiltPage(use: (browser: Browser, url: string) => Promise<void>): Promise<void> {
  const outDir = process.env['OUT_DIR'] ?? 'dist';
  const site = await preview({ build: { outDir }, preview: { port: 0, strictPort: false }, logLevel: 'warn' });
  const browser = await chromium.launch(launchOptions('wasm', findBrowsers()));
  try {
    await use(browser, `http://localhost:${(site.httpServer.address() as AddressInfo).port}/`);
  } finally {
    await browser.close();
    await site.close();
  }
}
