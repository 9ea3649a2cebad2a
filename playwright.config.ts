// End-to-end tests on the built page. `npm run build` first; scripts/setup-chromium.sh finds the browsers.
import { readFileSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import type { InklingOptions } from './e2e/fixtures.ts';

interface Browsers {
  /** '' takes the one that Playwright downloaded. */
  readonly chromium: string;
  /** '' where there is none, for this reason. */
  readonly webgpu: string;
  readonly reason: string;
}

function findBrowsers(): Browsers {
  const { CHROMIUM_PATH = '', WEBGPU_CHROMIUM_PATH = '' } = process.env;
  try {
    return JSON.parse(readFileSync(new URL('.cache/browsers.json', import.meta.url), 'utf8')) as Browsers;
  } catch {
    const reason = 'run scripts/setup-chromium.sh, or set WEBGPU_CHROMIUM_PATH';
    return { chromium: CHROMIUM_PATH, webgpu: WEBGPU_CHROMIUM_PATH, reason };
  }
}

const PORT = 4173;
const browsers = findBrowsers();
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Native Vulkan for Dawn; the adapter is lavapipe under SwiftShader's name. */
const WEBGPU = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
  '--use-vulkan=native',
  '--ignore-gpu-blocklist',
  '--disable-vulkan-surface',
  '--use-webgpu-adapter=default',
  '--enable-webgpu-developer-features',
];
const launch = (executablePath: string, args: string[]) => ({
  args,
  ...(executablePath === '' ? {} : { executablePath }),
});
const plain = launch(browsers.chromium, QUIET);

export default defineConfig<InklingOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/e2e.json' }]],
  use: { baseURL: `http://localhost:${PORT}`, trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'wasm',
      testIgnore: /phone\.spec\.ts/,
      grepInvert: /@webgpu-only/,
      use: { backend: 'wasm', viewport: { width: 1280, height: 900 }, launchOptions: plain },
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
        launchOptions: plain,
      },
    },
    {
      name: 'webgpu',
      grep: /@webgpu/,
      timeout: 300_000,
      use: {
        backend: 'webgpu',
        unavailable: browsers.webgpu === '' ? `no fp16 WebGPU here: ${browsers.reason}` : '',
        viewport: { width: 1280, height: 900 },
        launchOptions: launch(browsers.webgpu, [...QUIET, ...WEBGPU]),
      },
    },
  ],
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: process.env['CI'] === undefined,
  },
});
