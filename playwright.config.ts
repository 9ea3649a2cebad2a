// End-to-end tests on the built page. `npm run build` first; scripts/setup-chromium.sh finds the browsers.
import { defineConfig } from '@playwright/test';
import { findBrowsers, launchOptions } from './e2e/browsers.ts';
import type { InklingOptions } from './e2e/fixtures.ts';

/** Another one lets two runs share a machine. */
const PORT = Number(process.env['E2E_PORT'] ?? 4173);
const DESKTOP = { width: 1280, height: 900 };
const browsers = findBrowsers();

export default defineConfig<InklingOptions>({
  testDir: 'e2e',
  // e2e/engines is vitest's: npm run test:engines.
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  // Two browsers at a time: each waits much of its time, and no test may hold only where nothing else runs.
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    screenshot: 'only-on-failure',
    // The worker's own spec lets it in; elsewhere it would only cost time.
    serviceWorkers: 'block',
    launchOptions: launchOptions('wasm', browsers),
  },
  projects: [
    // The longest one first, beside the others.
    {
      name: 'webgpu',
      grep: /@webgpu/,
      timeout: 300_000,
      // The adapter is the processor itself, and takes all of it.
      workers: 1,
      use: {
        backend: 'webgpu',
        unavailable: browsers.webgpu === '' ? `no fp16 WebGPU here: ${browsers.reason}` : '',
        viewport: DESKTOP,
        launchOptions: launchOptions('webgpu', browsers),
      },
    },
    {
      name: 'wasm',
      testIgnore: /phone\.spec\.ts/,
      grepInvert: /@webgpu-only/,
      use: { backend: 'wasm', viewport: DESKTOP },
    },
    {
      name: 'phone',
      testMatch: /phone\.spec\.ts/,
      use: {
        backend: 'wasm',
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        deviceScaleFactor: 2,
      },
    },
  ],
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: process.env['CI'] === undefined,
  },
});
