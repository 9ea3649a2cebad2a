// Stable Diffusion 1.5 at full width in a real browser on fp16 WebGPU, against diffusers on the same random weights: as a folder
// with a ControlNet, as a single file with a Control-LoRA, and what a LoRA costs that is added to it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSHandle, Page } from '@playwright/test';
import { findBrowsers } from '../e2e/browsers.ts';
import { dataUrl } from '../e2e/files.ts';
import { type Inkling, type Picture, type Request, unpack } from '../e2e/inkling.ts';
import { psnr } from '../e2e/score.ts';
import { settledIn, Studio } from '../e2e/studio.ts';
import { openOnDisk } from './onDisk.ts';
import { watchMemory } from './processMemory.ts';
import { buildSite, serveFolder, serveSite } from './servers.ts';

const BAR_DB = 35;
/** A step takes about a minute on a software adapter. */
const PATIENCE_MS = 30 * 60_000;
/** What a single file with a Control-LoRA may take beyond the folder: the page's own garbage differs by as much from run to run. */
const MEMORY_SLACK = 1.1;

/**
 * Prints what it measures; true when the pictures are those of diffusers and the single file takes no more memory than the folder.
 * $PYTHON: one with python/requirements.txt.
 * @param written a folder that `python -m golden.sd15` has written before; default: a temporary one
 * @param only `folder` or `single`: that visit alone; the two are compared only where both are made
 */
export async function checkSd15(written?: string, only?: string): Promise<boolean> {
  const python =
    process.env['PYTHON'] ?? (existsSync('python/.venv') ? join(process.cwd(), 'python/.venv/bin/python') : 'python3');
  execFileSync('bash', ['scripts/setup-chromium.sh'], { stdio: 'inherit' });
  const browsers = findBrowsers();
  if (browsers.webgpu === '') throw new Error(`no fp16 WebGPU here: ${browsers.reason}`);
  buildSite();
  if (written !== undefined) return compare(written, only);
  const folder = mkdtempSync(join(tmpdir(), 'inkling-sd15-'));
  try {
    console.log(`writing random weights and the references to ${folder}`);
    execFileSync(python, ['-m', 'golden.sd15', folder], { cwd: 'python', stdio: 'inherit' });
    return await compare(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string, only?: string): Promise<boolean> {
  const { request, parameters } = JSON.parse(readFileSync(join(folder, 'request.json'), 'utf8')) as {
    request: Request;
    parameters: Readonly<Record<string, number>>;
  };
  const counts = Object.entries(parameters).map(([name, count]) => `${name} ${(count / 1e6).toFixed(0)} M`);
  console.log(`parameters       ${counts.join(', ')}`);
  const site = await serveSite();
  const packs = await serveFolder(folder);
  const hint = dataUrl(readFileSync(join(folder, 'hint.png')));
  const place = { site: site.url, packs: packs.url, folder, hint };
  try {
    const folderVisit = () => visit(place, 'the folder', loadFolder, 'picture.png', request);
    const singleVisit = () => visit(place, 'the single file', loadSingle, 'control-lora.png', request, addLora);
    const whole = only === 'single' ? null : await folderVisit();
    const single = only === 'folder' ? null : await singleVisit();
    const alike = [whole, single].every((each) => each === null || each.level >= BAR_DB);
    return alike && (!whole || !single || single.growthMB <= MEMORY_SLACK * whole.growthMB);
  } finally {
    await packs.close();
    await site.close();
  }
}

interface Place {
  readonly site: string;
  readonly packs: string;
  readonly folder: string;
  readonly hint: string;
}
type Api = JSHandle<Inkling>;

/** One browser: loads, makes the picture, measures; `more` happens afterwards. */
async function visit(
  { site, packs, folder, hint }: Place,
  name: string,
  load: (api: Api, packs: string) => Promise<string>,
  reference: string,
  request: Request,
  more?: (studio: Studio, api: Api, packs: string, request: Request) => Promise<void>,
): Promise<{ readonly level: number; readonly growthMB: number }> {
  const { context, browser, close } = await openOnDisk('webgpu', site);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const studio = new Studio(page, '?backend=webgpu&precision=fp16');
    await settledIn(studio.page);
    await studio.open();
    const api = await studio.api();
    const watch = await watchMemory(browser);
    const start = performance.now();
    const net = await load(api, packs);
    const loaded = performance.now();
    const made = await studio.make({ ...request, controls: withHint(request, net, hint) });
    const done = performance.now();
    const { growthMB, peakMB } = watch.stop();
    const level = psnr(made, await decode(page, readFileSync(join(folder, reference))));
    console.log(`${name}: got and loaded in ${seconds(loaded - start)}`);
    console.log(
      `  picture        ${seconds(done - loaded)} (${request.steps} steps with guidance, 64x64 px, sessions included)`,
    );
    console.log(`  page's memory  grew by ${growthMB.toFixed(0)} MB at most, to ${peakMB.toFixed(0)} MB`);
    console.log(`  PSNR           ${level.toFixed(1)} dB against diffusers in fp32 (bar: ${BAR_DB})`);
    await more?.(studio, api, packs, request);
    return { level, growthMB };
  } finally {
    await close();
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const withHint = (request: Request, net: string, hint: string): NonNullable<Request['controls']> =>
  (request.controls ?? []).map((control) => ({ ...control, net, image: hint }));

async function loadFolder(api: Api, packs: string): Promise<string> {
  await api.evaluate((inkling, base) => inkling.loadPack({ base }), packs);
  return 'controlnet';
}

/** The folder is the file's config, and has the text encoder that the file lacks. */
async function loadSingle(api: Api, packs: string): Promise<string> {
  await api.evaluate(async (inkling, base) => {
    const { id } = await inkling.addModel(`${base}single.safetensors`, { config: base });
    await inkling.addModel(`${base}control-lora.safetensors`, { name: 'steer' });
    await inkling.loadPack({ id });
  }, packs);
  return 'steer';
}

/** What a LoRA costs: the same picture of one step with it and without, and a load of all that lies on this device. */
async function addLora(studio: Studio, api: Api, packs: string, { prompt = '', ...request }: Request): Promise<void> {
  const draw = async (words: string): Promise<number> => {
    const start = performance.now();
    await studio.make({ ...request, controls: [], steps: 1, prompt: words });
    return performance.now() - start;
  };
  const id = await api.evaluate(async (inkling, base) => {
    await inkling.addModel(`${base}lora.safetensors`, { name: 'touch' });
    return (await inkling.models()).find(({ kind }) => kind === 'checkpoint')?.id ?? '';
  }, packs);
  await draw(prompt);
  const without = await draw(prompt);
  const added = (await draw(`${prompt}<lora:touch:1>`)) - without;
  const changed = (await draw(`${prompt}<lora:touch:0.5>`)) - without;
  const start = performance.now();
  const opened = await api.evaluate(async (inkling, model) => {
    await inkling.loadPack({ id: 'inkling-mini' });
    const began = performance.now();
    await inkling.loadPack({ id: model });
    return performance.now() - began;
  }, id);
  // The picture is not of the model's own size: the step's session is opened once more for it.
  const full = performance.now() - start + (await draw(prompt)) - without;
  console.log(
    `  a LoRA         added in ${seconds(added)}, its strength changed in ${seconds(changed)}, beside a step of ${seconds(without)}`,
  );
  const parts = (whole: number): string =>
    `adding is ${(added / whole).toFixed(2)} of it, a strength ${(changed / whole).toFixed(2)}`;
  console.log(`  a full load    ${seconds(full)}, first picture included: ${parts(full)}`);
  console.log(`  loadPack alone ${seconds(opened)}: ${parts(opened)}`);
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
