// The browsers that setup-chromium.sh found, and how they are started.
import { readFileSync } from 'node:fs';

export interface Browsers {
  /** '' takes the one that Playwright downloaded. */
  readonly chromium: string;
  /** One whose WebGPU has shader-f16; '' where there is none, for this reason. */
  readonly webgpu: string;
  readonly reason: string;
}

/** What the script found, or what the environment names. */
export function findBrowsers(): Browsers {
  const { CHROMIUM_PATH = '', WEBGPU_CHROMIUM_PATH = '' } = process.env;
  try {
    return JSON.parse(readFileSync('.cache/browsers.json', 'utf8')) as Browsers;
  } catch {
    const reason = 'run scripts/setup-chromium.sh, or set WEBGPU_CHROMIUM_PATH';
    return { chromium: CHROMIUM_PATH, webgpu: WEBGPU_CHROMIUM_PATH, reason };
  }
}

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

export interface Launch {
  readonly args: string[];
  readonly executablePath?: string;
}

/** Playwright's launch options. */
export function launchOptions(backend: 'wasm' | 'webgpu', browsers: Browsers): Launch {
  const executablePath = backend === 'wasm' ? browsers.chromium : browsers.webgpu;
  return {
    args: backend === 'wasm' ? QUIET : [...QUIET, ...WEBGPU],
    ...(executablePath === '' ? {} : { executablePath }),
  };
}
