// What a visitor does, told once for every browser. In order, in one window: a later one may build on what is there.
import { expect } from 'vitest';
import type { Host } from '../staticHost.ts';
import { HOUSE, type Path } from '../studio.ts';
import { until, within } from './driver.ts';
import { finishes } from './cleanJourney.ts';
import { difference, makeReference, type Reference } from './reference.ts';
import type { Api, Stage } from './stage.ts';
import { isStored } from './stored.ts';

export interface Visit {
  readonly stage: Stage;
  readonly host: Host;
  /** Chromium's picture. */
  readonly reference: Reference;
}

type Journey = readonly [name: string, go: (visit: Visit) => Promise<void>];

const ROOF: Path = [
  [0.2, 0.3],
  [0.5, 0.1],
  [0.8, 0.3],
];

/** How each is opened; what closes it is Escape. */
const DIALOGS: readonly (readonly string[])[] = [
  ['gallery-open', 'gallery'],
  ['share', 'share-panel'],
  ['menu', 'menu-models', 'models'],
  ['menu', 'menu-storage', 'storage'],
  ['menu', 'menu-shortcuts', 'shortcuts'],
  ['more', 'more-grid', 'grid-dialog'],
];

async function started({ stage, host }: Visit): Promise<void> {
  await stage.open(host.url);
  expect(await stage.text('error')).toBe('');
  expect(await stage.text('backend')).toContain('WASM');
  expect(await stage.driver.run(() => document.querySelectorAll('[role="alert"]:not(:empty)').length)).toBe(0);
}

/** The same request in Chromium and here. */
async function samePicture({ stage, reference }: Visit): Promise<void> {
  const picture = await makeReference(stage.driver);
  expect(difference(picture, reference)).toBeGreaterThanOrEqual(50);
}

async function draws({ stage }: Visit): Promise<void> {
  const empty = await stage.shown('draw-paper');
  await stage.draw(...HOUSE);
  const house = await stage.changed('draw-paper', empty);
  await stage.draw(ROOF);
  const both = await stage.changed('draw-paper', house);
  await stage.click('undo');
  expect(await stage.changed('draw-paper', both)).toBe(house);
  await stage.click('redo');
  expect(await stage.changed('draw-paper', house)).toBe(both);
}

async function comesBack({ stage, host }: Visit): Promise<void> {
  const drawing = await stage.shown('draw-paper');
  await stage.fill('prompt', ''); // it may be begun once more
  await stage.click('prompt');
  await stage.driver.type('a red house');
  expect(await stage.value('prompt')).toBe('a red house');
  await stage.fill('steps', '2');
  await stage.generate();
  await until('all is stored', () => stage.driver.run(isStored, 'a red house'));
  await stage.open(host.url);
  await until('the drawing', async () => (await stage.shown('draw-paper')) === drawing);
  expect(await stage.value('prompt')).toBe('a red house');
}

async function keepsPictures({ stage }: Visit): Promise<void> {
  await stage.click('gallery-open');
  await stage.box('gallery-picture');
  const width = (id: string): Promise<number> =>
    stage.driver.run(
      (id) => document.querySelector<HTMLImageElement>(`[data-testid="${id}"] img`)?.naturalWidth ?? 0,
      id,
    );
  // The model's own 128, or the clean picture, which is larger.
  await until('the small picture', async () => (await width('gallery-picture')) >= 128);
  await stage.click('gallery-picture');
  await until('the picture', async () => (await width('gallery-viewer')) >= 128);
  await stage.driver.press('Escape');
  await stage.driver.press('Escape');
  await stage.gone('gallery');
}

async function photoToPicture({ stage }: Visit): Promise<void> {
  await stage.click('photo-toggle');
  await stage.box('photo-panel');
  await stage.driver.upload('[data-testid="photo-file"]', [`${process.cwd()}/e2e/photos/coffee.jpg`]);
  await until('the map', async () => Boolean(await stage.attribute('map-canvas', 'data-shown')));
  const edges = await stage.shown('map-canvas');
  await stage.fill('preprocessor', 'softedge_inkling');
  const soft = await stage.changed('map-canvas', edges);
  await stage.fill('preprocessor', 'canny');
  expect(await stage.changed('map-canvas', soft)).toBe(edges);
  await stage.click('map-as-hint');
  const before = await stage.shown('result-canvas');
  expect(await stage.generate()).not.toBe(before);
  await stage.click('photo-close');
  await stage.click('hint-drawing');
  await stage.gone('photo-panel');
}

async function dialogs({ stage }: Visit): Promise<void> {
  for (const way of DIALOGS) {
    const id = way.at(-1) ?? '';
    for (const step of way.slice(0, -1)) await stage.click(step);
    const whole = await until(id, () => stage.driver.run(isWhole), 20_000);
    expect(whole, id).toBe('whole');
    await stage.driver.press('Escape');
    await until(`${id} closes`, () => stage.driver.run(() => document.querySelector('dialog[open]') === null), 10_000);
  }
}

/** In the page: whether the open dialog shows its title and all that it holds, or a part that can be scrolled to the rest. */
function isWhole(): string | null {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
  const body = dialog?.children[1];
  if (!dialog || !body || body.childElementCount === 0) return null;
  const [outer, inner] = [dialog.getBoundingClientRect(), body.getBoundingClientRect()];
  if (outer.left < 0 || outer.top < 0 || outer.right > innerWidth || outer.bottom > innerHeight) return 'sticks out';
  // Scrolled only where the window has no more room.
  const room = innerHeight - outer.height;
  if (body.scrollHeight > body.clientHeight + 1 && room > 40)
    return `collapsed to ${inner.height} px of ${body.scrollHeight}`;
  return inner.height > 60 ? 'whole' : `${inner.height} px high`;
}

async function poses({ stage }: Visit): Promise<void> {
  await stage.click('photo-toggle');
  await stage.click('by-hand-openpose');
  await stage.box('pose-stage');
  await stage.click('pose-add');
  const wrist = (): Promise<{ x: number; y: number } | null> =>
    stage.driver.run(() => {
      const joint = document.querySelector('[aria-label="Person 1, right wrist"]')?.getBoundingClientRect();
      return joint ? { x: joint.x + joint.width / 2, y: joint.y + joint.height / 2 } : null;
    });
  const from = await until('the wrist', wrist);
  const box = await stage.box('pose-stage');
  const to = { x: box.x + 0.15 * box.width, y: box.y + 0.2 * box.height };
  await stage.driver.drag([[from.x, from.y], [(from.x + to.x) / 2, (from.y + to.y) / 2], [to.x, to.y]]); // prettier-ignore
  const there = await until('the wrist', wrist);
  expect(Math.hypot(there.x - to.x, there.y - to.y)).toBeLessThan(4);
  await stage.click('by-hand-done');
  await stage.gone('pose-stage');
  await stage.click('photo-close');
}

async function live({ stage }: Visit): Promise<void> {
  const settled = (): Promise<unknown> =>
    until('Live rests', async () => (await stage.attribute('live', 'data-status')) === 'rests', 60_000);
  await stage.fill('seed', '5');
  await stage.click('live');
  await settled();
  const before = await stage.shown('result-canvas');
  await stage.draw([
    [0.1, 0.1],
    [0.9, 0.1],
    [0.9, 0.9],
  ]);
  await stage.changed('result-canvas', before);
  await settled();
  await stage.click('live');
  expect(await stage.attribute('live', 'aria-checked')).toBe('false');
}

async function sharedLink({ stage, host }: Visit): Promise<void> {
  const drawing = await stage.shown('draw-paper');
  const link = await stage.driver.run(async () => (window as unknown as Api).inkling.share.link());
  await stage.click('clear');
  await stage.changed('draw-paper', drawing);
  expect(new URL(link).origin).toBe(new URL(host.url).origin);
  await stage.open(link);
  await until('the drawing of the link', async () => (await stage.shown('draw-paper')) === drawing);
  expect(await stage.value('prompt')).toBe('a red house');
}

/** Files as a folder that was chosen gives them: drivers give single files only. */
async function folder({ stage }: Visit): Promise<void> {
  await stage.click('menu');
  await stage.click('menu-models');
  await stage.box('models');
  await stage.driver.run(async () => {
    const base = new URL('models/inkling-mini/', document.baseURI);
    const { files } = (await (await fetch(new URL('inkling.json', base))).json()) as { files: Record<string, unknown> };
    const transfer = new DataTransfer();
    for (const path of ['inkling.json', ...Object.keys(files)]) {
      const file = new File([await (await fetch(new URL(path, base))).blob()], path.split('/').at(-1) ?? path);
      transfer.items.add(file);
    }
    const field = document.querySelector<HTMLInputElement>('[data-testid="model-folder"]')!;
    field.files = transfer.files;
    [...field.files].forEach((file, i) =>
      Object.defineProperty(file, 'webkitRelativePath', {
        value: `mini/${['inkling.json', ...Object.keys(files)][i]}`,
      }),
    );
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await until('the folder is in use', async () => (await stage.text('models')).includes('is in use, from its folder'));
  await stage.driver.press('Escape');
  await stage.gone('models');
  await stage.generate();
}

/** The last one: its host falls silent. */
async function offline({ stage, host }: Visit): Promise<void> {
  await stage.open(host.url);
  const count = (name: string): Promise<number> =>
    within(
      `the cache ${name}`,
      stage.driver.run(
        async (name) => ((await caches.has(name)) ? (await (await caches.open(name)).keys()).length : 0),
        name,
      ),
      20_000,
    );
  await until('the runtime is kept', async () => (await count('inkling-stock')) >= 7);
  const disk = await stage.driver.run(() => Promise.resolve(navigator.storage.getDirectory()).then(() => true).catch(() => false)).catch(() => false); // prettier-ignore
  if (!disk) await until('the pack is kept', async () => (await count('inkling-pack')) >= 17);
  await within('the host falls silent', host.stop());
  await stage.open(host.url);
  await stage.fill('steps', '2');
  await stage.generate();
}

export const JOURNEYS: readonly Journey[] = [
  ['starts without an error and says what it computes on', started],
  ["makes Chromium's picture, within 50 dB", samePicture],
  ['draws, takes back and draws again by the pointer', draws],
  ['takes words from the keys, makes a picture, and has all of it after a reload', comesBack],
  ['keeps pictures in the gallery', keepsPictures],
  ['cleans the picture, saves it as an SVG, and takes its drawing back out of it', ({ stage }) => finishes(stage)],
  ['turns a photo into edges, and the edges into a picture', photoToPicture],
  ['shows every dialog whole, and Escape closes it', dialogs],
  ['moves the joint of a pose', poses],
  ['follows the hand when Live is on', live],
  ['opens a shared link to the same drawing', sharedLink],
  ['takes a model from a folder of the disk', folder],
  ['needs no network at the next visit', offline],
];
