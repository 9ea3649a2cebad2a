// Cases that need a page of their own: packs from a foreign host, pictures dropped, pen and hand, photos.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Case, fileOf, type Got, type Kind, type Tools, typeOf } from './case.ts';
import { hand } from './hand.ts';
import { asInt8 } from './int8.ts';

const HOST = 'https://cases.test';

export const PAGE_KINDS: readonly Kind[] = [
  { takes: ({ id }) => /size-multiple-of-8/.test(id), run: sizes },
  { takes: ({ id }) => /lora-without-scale/.test(id), run: scale },
  { takes: ({ id }) => /int8/.test(id), run: quantised },
  { takes: ({ id }) => /note-of-turned-photo/.test(id), run: turned },
  { takes: ({ files }) => files.some(({ name }) => name === 'events.json'), run: palm },
  { takes: ({ id }) => /restore-before-pack/.test(id), run: early },
  { takes: ({ id }) => /lines-on-nothing/.test(id), run: whiteLines },
];

/** `work` on a new page, and its end. */
async function onPage(tools: Tools, work: (page: Page) => Promise<Got>): Promise<Got> {
  const page = await tools.fresh();
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

/** The pack at HOST; `changed` files instead of its own. */
async function withPack(
  tools: Tools,
  changed: Readonly<Record<string, (file: Buffer) => Buffer>>,
  work: (page: Page) => Promise<Got>,
): Promise<Got> {
  const made = tools.pack();
  if ('why' in made) return { holds: null, got: made.why };
  return onPage(tools, async (page) => {
    await page.context().route(`${HOST}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      const full = join(made.folder, path);
      const headers = {
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'accept-ranges': 'none',
      };
      const change = changed[path];
      const there = existsSync(full) && !statSync(full).isDirectory();
      if (!there && !change) return route.fulfill({ status: 404, headers });
      const body = there ? readFileSync(full) : Buffer.alloc(0);
      return route.fulfill({ status: 200, headers, body: change ? change(body) : body });
    });
    return work(page);
  });
}

interface Made {
  readonly error?: string;
  readonly pixels?: readonly number[];
}

/** Loads the pack and makes a picture; the pixels as RGBA, or the error. */
function made(page: Page, ref: object, request: object): Promise<Made> {
  return page.evaluate(
    async ([pack, wanted]) => {
      const { inkling } = window as unknown as {
        inkling: { loadPack(ref: object): Promise<void>; generate(request: object): Promise<{ image: ImageData }> };
      };
      try {
        await inkling.loadPack(pack);
        return { pixels: [...(await inkling.generate(wanted)).image.data] };
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        return { error: `${code}: ${message}` };
      }
    },
    [ref, request] as const,
  );
}

/** A PNG's pixels as RGBA, as the page sees them. */
function pixelsOf(page: Page, png: Buffer): Promise<readonly number[]> {
  return page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context?.drawImage(picture, 0, 0);
    return [...(context?.getImageData(0, 0, picture.width, picture.height).data ?? [])];
  }, png.toString('base64'));
}

function sizes(tools: Tools, one: Case): Promise<Got> {
  const base = { prompt: 'a clay jug', steps: 4, guidanceScale: 5, sampler: 'ddim', seed: 7 };
  return withPack(tools, {}, async (page) => {
    const differences: string[] = [];
    for (const { name, bytes } of one.files.filter((each) => each.name.endsWith('.png'))) {
      const [, width, height] = (/(\d+)x(\d+)/.exec(name) ?? []).map(Number);
      const { pixels, error } = await made(page, { base: `${HOST}/` }, { ...base, width, height });
      if (!pixels) return { holds: false, got: `${name}: ${error}` };
      const want = await pixelsOf(page, bytes);
      const worst =
        want.length === pixels.length
          ? want.reduce((most, value, i) => Math.max(most, Math.abs(value - (pixels[i] ?? 0))), 0)
          : NaN;
      differences.push(`${width}x${height}: ${worst}`);
    }
    return {
      holds: differences.every((each) => Number(each.split(': ')[1]) <= 2),
      got: `largest differences ${differences.join(', ')}`,
    };
  });
}

function scale(tools: Tools, one: Case): Promise<Got> {
  const lora = fileOf(one, /lora\.safetensors/);
  return withPack(tools, { 'extra/lora.safetensors': () => lora }, async (page) => {
    const url = `${HOST}/extra/lora.safetensors`;
    const request = { prompt: 'a clay jug', steps: 2, width: 64, height: 64, seed: 1 };
    const without = await made(page, { base: `${HOST}/`, loras: [{ url }] }, request);
    const strong = await made(page, { base: `${HOST}/`, loras: [{ url, scale: 'strong' }] }, request);
    const lit = new Set(without.pixels ?? []).size;
    return {
      holds: lit > 8 && (strong.error ?? '').startsWith('bad-input: loras[0].scale'),
      got: `no scale: ${without.error ?? `${lit} values of pixels`}; "strong": ${strong.error ?? 'a picture'}`,
    };
  });
}

function quantised(tools: Tools): Promise<Got> {
  const name = 'down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q.weight';
  const changed = { 'unet/diffusion_pytorch_model.safetensors': (file: Buffer) => asInt8(file, name) };
  return withPack(tools, changed, async (page) => {
    const { error = 'a picture' } = await made(page, { base: `${HOST}/` }, { steps: 1, width: 64, height: 64 });
    return { holds: /quantised|int8/.test(error), got: error };
  });
}

function turned(tools: Tools, one: Case): Promise<Got> {
  return onPage(tools, async (page) => {
    await page.getByTestId('photo-toggle').click();
    await page
      .getByTestId('photo-file')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: fileOf(one, /photo/) });
    const notes = page.getByTestId('photo-notes');
    await notes.filter({ hasText: 'scaled' }).waitFor();
    const { note, canvas } = one.expected['expected'] as { note: string; canvas: readonly number[] };
    const said = (await notes.textContent()) ?? '';
    const size = await page
      .getByTestId('photo-canvas')
      .evaluate((each: HTMLCanvasElement) => [each.width, each.height]);
    return { holds: said.includes(note) && size.join() === canvas.join(), got: `${said} ${size.join(' x ')}` };
  });
}

/** Drops a picture on the page. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ({ name, type, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], name, { type }));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
    },
    { name, type: typeOf(name), text: bytes.toString('base64') },
  );
}

/** Pixels of the paper that are not white. */
function inked(page: Page): Promise<number> {
  return page.getByTestId('draw-paper').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if ((data[i + 3] ?? 0) > 0 && (data[i] ?? 255) < 250) count += 1;
    return count;
  });
}

function palm(tools: Tools): Promise<Got> {
  return onPage(tools, async (page) => {
    await page.getByTestId('draw-paper').waitFor();
    await hand(page, 'pen', 0.7, [
      [0.2, 0.2],
      [0.4, 0.2],
      [0.6, 0.2],
    ]);
    await page.waitForFunction(() => document.querySelector('[data-testid="undo"]:not([disabled])') !== null);
    await page.waitForTimeout(1500); // the case's own pause
    const before = await inked(page);
    await hand(page, 'touch', 0.5, [
      [0.5, 0.8],
      [0.505, 0.8],
    ]);
    await page.waitForTimeout(300);
    const after = await inked(page);
    // The touch moves the paper by a hair, and an edge pixel with it; a mark is a hundred and more.
    return { holds: before > 0 && after - before < 10, got: `${before} inked pixels, then ${after}` };
  });
}

function whiteLines(tools: Tools, one: Case): Promise<Got> {
  return onPage(tools, async (page) => {
    await page.getByTestId('draw-paper').waitFor();
    const before = await inked(page);
    await drop(page, 'input.png', fileOf(one, /input/));
    await page.getByTestId('notice').waitFor();
    const after = await inked(page);
    return {
      holds: after > before,
      got: `${before} inked pixels, then ${after}; "${await page.getByTestId('notice').textContent()}"`,
    };
  });
}

function early(tools: Tools, one: Case): Promise<Got> {
  return onPage(tools, async (page) => {
    await drop(page, 'input.png', fileOf(one, /input/));
    await page.getByTestId('restore-settings').click();
    const multiple = await page.evaluate(async () => {
      const { inkling } = window as unknown as {
        inkling: { ready(): Promise<void>; packs(): Promise<readonly { loaded: boolean; sizeMultiple: number }[]> };
      };
      await inkling.ready();
      return (await inkling.packs()).find(({ loaded }) => loaded)?.sizeMultiple ?? 0;
    });
    const notice = (await page.getByTestId('notice').textContent()) ?? '';
    const fits = 600 % multiple === 0 && 800 % multiple === 0;
    return {
      holds: fits ? !notice.includes('600') : notice.includes('600 × 800'),
      got: `sides in steps of ${multiple}; "${notice}"`,
    };
  });
}
