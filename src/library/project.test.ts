import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '../files/types.ts';
import { encodePage } from '../share/page.ts';
import { INITIAL_STATE } from '../state/store.ts';
import { parseRecord } from './foreignRecord.ts';
import { PROJECT_LIMITS, type Project, projectFiles, readProject } from './project.ts';
import { pack, unpack } from './zip.ts';

const record: PictureRecord = {
  id: 'a1-b2',
  createdAt: 1_790_000_000_000,
  width: 128,
  height: 64,
  prompt: 'a house, 家 🏠',
  seed: 7,
  totalMs: 1234.5,
  backend: 'WASM',
  metadata: 'Steps: 8',
  page: '{"v":2}',
  favourite: true,
};
const project: Project = {
  page: encodePage({ ...INITIAL_STATE, prompt: 'a house' }),
  pixels: new Map([
    ['paper:under-1', new Blob(['pixels'], { type: 'image/png' })],
    ['photo:p', new Blob(['photo'], { type: 'image/jpeg' })],
  ]),
  pictures: [{ record, file: new Blob(['png'], { type: 'image/png' }) }],
};
const packed = (): Promise<Blob> => pack(projectFiles(project, '0.1.0'));
const open = async (file: Blob): Promise<Project> => readProject(await unpack(file, PROJECT_LIMITS));
const text = (blob: Blob | undefined): Promise<string> => blob?.text() ?? Promise.resolve('');

describe('a project file', () => {
  it('comes back as it was', async () => {
    const back = await open(await packed());
    expect(back.page).toBe(project.page);
    expect([...back.pixels.keys()]).toEqual(['paper:under-1', 'photo:p']);
    expect(await text(back.pixels.get('photo:p'))).toBe('photo');
    expect(back.pictures.map((each) => each.record)).toEqual([record]);
    expect(await text(back.pictures[0]?.file)).toBe('png');
  });

  it('that is cut or changed is opened or refused as bad-input, never anything else', async () => {
    const whole = new Uint8Array(await (await packed()).arrayBuffer());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), async (at, byte, end) => {
        const file = whole.slice(0, end);
        file[at] = byte;
        await open(new Blob([file])).catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'AppError' });
        });
      }),
      { numRuns: 200 },
    );
  });

  it('that claims more than it could unpack to is refused before room is made for it', async () => {
    const whole = zipSync({ 'page.json': new TextEncoder().encode('{}'.repeat(500)) }, { level: 9 });
    const view = new DataView(whole.buffer);
    const central = whole.length - 22 - 46 - 'page.json'.length;
    expect(view.getUint32(central, true)).toBe(0x02014b50);
    view.setUint32(central + 24, 200 * 2 ** 20, true);
    await expect(unpack(new Blob([whole]), PROJECT_LIMITS)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('of a newer version is refused as such', async () => {
    const file = zipSync({ 'inkling.json': bytes('{"format":2}'), 'page.json': bytes('{}') });
    await expect(open(new Blob([file]))).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('takes nothing but what belongs into it', async () => {
    const file = zipSync({
      'inkling.json': bytes('{"format":1}'),
      'page.json': bytes('{}'),
      '../../etc/passwd': bytes('x'),
      'pixels/../x.png': bytes('x'),
      'pictures/unknown.png': bytes('x'),
      'run.exe': bytes('x'),
    });
    const entries = await unpack(new Blob([file]), PROJECT_LIMITS);
    expect(entries.map(({ name }) => name)).toEqual(['inkling.json', 'page.json', 'pictures/unknown.png']);
    // A file without a record is no picture of the project.
    expect((await readProject(entries)).pictures).toEqual([]);
  });

  it('that is a bomb is refused before it is unpacked', async () => {
    const bomb = claiming(zipSync({ 'pixels/paper/a.png': new Uint8Array(1000) }), 300 * 2 ** 20);
    await expect(unpack(new Blob([bomb]), PROJECT_LIMITS)).rejects.toMatchObject({ code: 'bad-input' });
    const three = zipSync({ 'pictures/a.png': bytes(''), 'pictures/b.png': bytes(''), 'pictures/c.png': bytes('') });
    const two = { ...PROJECT_LIMITS, maxFiles: 2 };
    await expect(unpack(new Blob([three]), two)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('that holds more than it says does not grow', async () => {
    const file = claiming(zipSync({ 'page.json': new Uint8Array(1000) }), 10);
    const [entry] = await unpack(new Blob([file]), PROJECT_LIMITS).catch(() => []);
    expect(entry?.file.size ?? 0).toBeLessThanOrEqual(10);
  });
});

it.each([
  [{ ...record, id: '../x' }],
  [{ ...record, width: 0 }],
  [{ ...record, seed: -1 }],
  [{ ...record, prompt: 5 }],
  [{ ...record, createdAt: NaN }],
  [null],
])('a record that makes no sense is none: %o', (value) => {
  expect(parseRecord(value)).toBeNull();
});

/** The zip file of one entry, both headers of which claim that it is `size` bytes unpacked. */
function claiming(file: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(file.buffer);
  view.setUint32(22, size, true); // the local header, at the start
  for (let at = 0; at + 28 < file.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true); // the central one
  }
  return file;
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
