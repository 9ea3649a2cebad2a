// Bad input gives one error with a code that callers may branch on, says what to do, and the page goes on working.
import { expect, test } from './fixtures.ts';
import { dataUrl, png } from './files.ts';
import type { Request } from './inkling.ts';
import { type Damage, PACK_HOST, servePacks } from './packs.ts';
import { HOUSE, type Studio } from './studio.ts';

async function stillWorks(studio: Studio): Promise<void> {
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('steps').fill('1');
  await studio.generate();
}

const PACK = 'pack-sd1';
const UNET = /unet\/.*\.safetensors$/;
const on =
  (pattern: RegExp, change: (file: Buffer) => Buffer | number): Damage =>
  (path, file) =>
    pattern.test(path) ? change(file) : file;

/** Replaces text in the JSON header; same length, so that all offsets stay true. */
function inHeader(file: Buffer, search: RegExp, replacement: string): Buffer {
  const length = Number(file.readBigUInt64LE(0));
  const header = file.subarray(8, 8 + length).toString('utf8');
  const changed = header.replace(search, replacement).padEnd(header.length).slice(0, header.length);
  return Buffer.concat([file.subarray(0, 8), Buffer.from(changed), file.subarray(8 + length)]);
}

const DAMAGES: readonly [what: string, code: string, Damage][] = [
  ['a truncated weight file', 'bad-model', on(UNET, (file) => file.subarray(0, file.length >> 1))],
  ['a weight file cut inside its header', 'bad-model', on(UNET, (file) => file.subarray(0, 40))],
  [
    'a header length beyond the file',
    'bad-model',
    on(UNET, (file) => Buffer.concat([Buffer.alloc(8, 0x7f), file.subarray(8)])),
  ],
  ['a header that is no JSON', 'bad-model', on(UNET, (file) => inHeader(file, /^\{/, '!'))],
  ['an element type that does not exist', 'bad-model', on(UNET, (file) => inHeader(file, /"F16"/, '"Q16"'))],
  ['a start page instead of weights', 'bad-model', on(UNET, () => Buffer.from('<!doctype html><p>Log in first</p>'))],
  [
    'a text encoder of another size than the UNet reads',
    'bad-model',
    on(/unet\/config\.json$/, (file) =>
      Buffer.from(file.toString().replace(/("cross_attention_dim":\s*)\d+/, '$1768')),
    ),
  ],
  [
    'weights of another shape than the config says',
    'bad-model',
    on(/unet\/config\.json$/, (file) =>
      Buffer.from(
        file
          .toString()
          .replace('"norm_eps"', '"conv_in_kernel": 5, "norm_eps"')
          .replace(/"conv_in_kernel": 3,/, ''),
      ),
    ),
  ],
  ['a config that is no JSON', 'bad-model', on(/unet\/config\.json$/, () => Buffer.from('{"_class_name": '))],
  [
    'a config value that the engine does not know',
    'unsupported',
    on(/unet\/config\.json$/, (file) =>
      Buffer.from(file.toString().replace(/"act_fn":\s*"silu"/, '"act_fn": "snake"')),
    ),
  ],
  ['weights that are not there', 'bad-model', on(UNET, () => 404)],
  ['a server that fails', 'download', on(UNET, () => 503)],
];

test('damaged packs are refused with the right code, one after the other', async ({ studio, context }) => {
  const api = await studio.api();
  for (const [index, [what, code, damage]] of DAMAGES.entries()) {
    await servePacks(context, damage);
    // A folder of its own for each: what was stored of the last one must not help.
    const refused = await api.evaluate(async (inkling, base) => {
      try {
        await inkling.loadPack({ base });
        await inkling.generate({ prompt: 'a', steps: 1 });
      } catch (error) {
        const { name, code, message } = error as { name: string; code: string; message: string };
        return { name, code, message };
      }
      return { name: 'accepted', code: '', message: '' };
    }, `${PACK_HOST}/case-${index}/${PACK}/`);
    expect.soft(refused, what).toMatchObject({ name: 'AppError', code });
  }
  await api.evaluate((inkling) => inkling.loadPack({ id: 'inkling-mini' }));
  await stillWorks(studio);
});

test('a pack that is not there at all is refused', async ({ studio, context }) => {
  await servePacks(context);
  const api = await studio.api();
  const code = await api.evaluate(
    (inkling, base) =>
      inkling.loadPack({ base }).then(
        () => 'accepted',
        (error: unknown) => (error as { code: string }).code,
      ),
    `${PACK_HOST}/nothing-here/`,
  );
  expect(['bad-model', 'download']).toContain(code);
  await stillWorks(studio);
});

const square = dataUrl(png(64, 64));
const REQUESTS: readonly [what: string, Request][] = [
  ['a side that the model cannot make', { width: 100, height: 128 }],
  ['a side of nothing', { width: 0, height: 128 }],
  ['no steps', { steps: 0 }],
  ['a seed that is no number', { seed: NaN }],
  ['a guidance scale beyond all reason', { guidanceScale: Infinity }],
  ['an unknown sampler', { sampler: 'magic' }],
  ['an unknown net', { controls: [{ net: 'telepathy', image: square }] }],
  ['an unknown preprocessor', { controls: [{ preprocessor: 'guess', image: square }] }],
  ['a weight that is no number', { controls: [{ weight: NaN, image: square }] }],
  ['an end before the start', { controls: [{ start: 0.8, end: 0.2, image: square }] }],
  ['an image that is text', { controls: [{ image: 'data:image/png;base64,aGVsbG8=' }] }],
  ['an image that is missing', { controls: [{ image: null }] }],
  ['a truncated image', { controls: [{ image: dataUrl(png(64, 64).subarray(0, 60)) }] }],
];

test('requests that make no sense are refused as bad-input', async ({ studio }) => {
  for (const [what, request] of REQUESTS) {
    const { code, message, hint } = await studio.failure({ prompt: 'house', ...request });
    expect.soft(code, `${what}: ${message}`).toBe('bad-input');
    expect.soft(hint, what).not.toBe('');
  }
  await stillWorks(studio);
});

test('a hint of any size is taken', async ({ studio }) => {
  for (const [width, height] of [
    [1, 1],
    [3, 517],
    [4096, 4096],
    [20000, 2],
  ] as const) {
    const request = { prompt: 'house', steps: 1, seed: 1, controls: [{ preprocessor: 'none' }] };
    const picture = await studio.make(request, dataUrl(png(width, height)));
    expect(picture.data.length).toBe(picture.width * picture.height * 4);
  }
});

test('files that are no pictures leave the drawing as it was', async ({ studio }) => {
  await studio.draw(...HOUSE);
  const drawing = await studio.shown('draw-paper');
  for (const file of [
    { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    { name: 'text.png', mimeType: 'image/png', buffer: Buffer.from('hello') },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
    { name: 'cut.png', mimeType: 'image/png', buffer: png(64, 64).subarray(0, 50) },
  ]) {
    await studio.at('upload').setInputFiles(file);
    await expect(
      studio.page.getByText(/no picture|cannot be read|is empty|could not|not a picture/i).first(),
    ).toBeVisible();
    expect(await studio.shown('draw-paper')).toBe(drawing);
  }
  await stillWorks(studio);
});

test('a huge picture does the page no harm', async ({ studio }) => {
  await studio.at('upload').setInputFiles({ name: 'huge.png', mimeType: 'image/png', buffer: png(9000, 9000) });
  await stillWorks(studio);
});
