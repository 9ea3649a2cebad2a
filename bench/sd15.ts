// Stable Diffusion 1.5 at full width in a real browser on fp16 WebGPU, against diffusers on the same random weights.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findBrowsers } from '../e2e/browsers.ts';
import { dataUrl } from '../e2e/files.ts';
import { type Picture, type Request, unpack } from '../e2e/inkling.ts';
import { psnr } from '../e2e/score.ts';
import { Studio } from '../e2e/studio.ts';
import { openOnDisk } from './onDisk.ts';
import { watchMemory } from './processMemory.ts';
import { buildSite, serveFolder, serveSite } from './servers.ts';

const BAR_DB = 35;
/** A step takes about a minute on a software adapter. */
const PATIENCE_MS = 30 * 60_000;

/**
 * Prints what it measures; true when the picture is that of diffusers. $PYTHON: one with python/requirements.txt.
 * @param written a folder that `python -m golden.sd15` has written before; default: a temporary one
 */
export async function checkSd15(written?: string): Promise<boolean> {
  const python =
    process.env['PYTHON'] ?? (existsSync('python/.venv') ? join(process.cwd(), 'python/.venv/bin/python') : 'python3');
  execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
  const browsers = findBrowsers();
  if (browsers.webgpu === '') throw new Error(`no fp16 WebGPU here: ${browsers.reason}`);
  buildSite();
  if (written !== undefined) return compare(written);
  const folder = mkdtempSync(join(tmpdir(), 'inkling-sd15-'));
  try {
    console.log(`writing random weights and the reference to ${folder}`);
    execFileSync(python, ['-m', 'golden.sd15', folder], { cwd: 'python', stdio: 'inherit' });
    return await compare(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string): Promise<boolean> {
  const { request, parameters } = JSON.parse(readFileSync(join(folder, 'request.json'), 'utf8')) as {
    request: Request;
    parameters: Readonly<Record<string, number>>;
  };
  const site = await serveSite();
  const packs = await serveFolder(folder);
  const { context, browser, close } = await openOnDisk('webgpu', site.url);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const studio = new Studio(page, '?backend=webgpu&precision=fp16');
    await studio.open();
    const api = await studio.api();
    const watch = await watchMemory(browser);
    const start = performance.now();
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
    page.on('console', (line) => {
      if (line.text().startsWith('step '))
        console.log(`${line.text().padEnd(16)} ${seconds(performance.now() - start)}`);
    });
    await api.evaluate((inkling, base) => inkling.loadPack({ base }), packs.url);
    const loaded = performance.now();
    console.log(`loadPack         ${seconds(loaded - start)}`);
    const hint = dataUrl(readFileSync(join(folder, 'hint.png')));
    const controls = request.controls?.map((control) => ({ ...control, image: hint }));
    const made = await studio.make({ ...request, ...(controls && { controls }) });
    const done = performance.now();
    const { growthMB, peakMB } = watch.stop();
    const level = psnr(made, await decode(page, readFileSync(join(folder, 'picture.png'))));
    console.log(
      `parameters       ${Object.entries(parameters)
        .map(([name, count]) => `${name} ${(count / 1e6).toFixed(0)} M`)
        .join(', ')}`,
    );
    console.log(
      `picture          ${seconds(done - loaded)} (${request.steps} steps with guidance, 64x64 px, sessions included)`,
    );
    console.log(`page's memory    grew by ${growthMB.toFixed(0)} MB at most, to ${peakMB.toFixed(0)} MB`);
    console.log(`PSNR             ${level.toFixed(1)} dB against diffusers in fp32 (bar: ${BAR_DB})`);
    return level >= BAR_DB;
  } finally {
    await close();
    await packs.close();
    await site.close();
  }
}

/** A PNG's pixels, decoded by the browser. */
async function decode(page: Page, file: Buffer): Promise<Picture> {
  const packed = await page.evaluate(async (url) => {
    const bitmap = await createImageBitmap(await (await fetch(url)).blob(), { colorSpaceConversion: 'none' });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2D canvas');
    context.drawImage(bitmap, 0, 0);
    const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width, height, base64: btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join('')) };
  }, dataUrl(file));
  return unpack(packed);
}
