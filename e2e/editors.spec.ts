// Poses and segmentation maps: found in a photo, made by hand, corrected, and drawn through the page's API.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { anything } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { choose, nextMap, openPanel } from './photoPanel.ts';
import type { Studio } from './studio.ts';

test.use({ engine: false });

const RED = '255,0,0'; // the nose
const NECK = '255,85,0';

/** How often each colour is on a canvas. */
const colours = (canvas: Locator): Promise<Record<string, number>> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    const found: Record<string, number> = {};
    for (let i = 0; i < data.length; i += 4) {
      const colour = [...data.subarray(i, i + 3)].join();
      found[colour] = (found[colour] ?? 0) + 1;
    }
    return found;
  });

async function openEditor(studio: Studio, page: Page, kind: 'openpose' | 'seg_ofade20k'): Promise<Locator> {
  await openPanel(studio);
  await page.getByTestId(`by-hand-${kind}`).click();
  const stage = page.getByTestId(kind === 'openpose' ? 'pose-stage' : 'seg-stage');
  await expect(stage).toBeVisible();
  return stage;
}

/** Drags between two places, in shares of a stage. */
async function drag(page: Page, stage: Locator, ...path: readonly (readonly [number, number])[]): Promise<void> {
  const box = (await stage.boundingBox())!;
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(path[0]));
  await page.mouse.down();
  for (const place of path.slice(1)) await page.mouse.move(...at(place), { steps: 4 });
  await page.mouse.up();
}

const savedPose = async (page: Page): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('pose-save').click()]);
  return readFileSync(await file.path(), 'utf8');
};

test('the person in a photo is found', async ({ studio, page }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await choose(studio, 'e2e/photos/astronaut.jpg');
  await nextMap(studio, () => page.getByTestId('preprocessor').selectOption('openpose'));
  const found = await colours(page.getByTestId('map-canvas'));
  // A filled circle of radius 4 has 49 pixels.
  expect(found[RED]).toBe(49);
  expect(found[NECK]).toBe(49);
  expect(errors).toEqual([]);

  // The editor begins with who was found.
  await page.getByTestId('by-hand-openpose').click();
  await expect(page.getByRole('button', { name: 'Person 1, neck' })).toBeVisible();
});

test('both people in a photo are found, one where one is wanted', { tag: '@engine' }, async ({ studio, page }) => {
  await choose(studio, 'e2e/photos/two.jpg');
  await nextMap(studio, () => page.getByTestId('preprocessor').selectOption('openpose'));
  const noses = () => colours(page.getByTestId('map-canvas')).then((found) => Math.round((found[RED] ?? 0) / 49));
  expect(await noses()).toBe(2);
  await expect(studio.at('map-net'), 'the embedded pack has no net for poses').toHaveAttribute('data-fits', 'false');
  await page.getByTestId('by-hand-openpose').click();
  await expect(page.getByRole('button', { name: 'Person 2, neck' })).toBeVisible();
  await page.getByTestId('by-hand-cancel').click();
  await nextMap(studio, () => page.getByTestId('param-people').fill('1'));
  expect(await noses()).toBe(1);
});

test('a pose is made with mouse and keys, taken back, saved, opened and used', async ({ studio, page }) => {
  const stage = await openEditor(studio, page, 'openpose');
  await page.getByTestId('pose-add').click();
  const joint = (name: string, person = 1) => page.getByRole('button', { name: `Person ${person}, ${name}` });
  const wrist = joint('right wrist');
  const place = async () => {
    const [box, around] = [(await wrist.boundingBox())!, (await stage.boundingBox())!];
    const share = [
      (box.x + box.width / 2 - around.x) / around.width,
      (box.y + box.height / 2 - around.y) / around.height,
    ];
    return share as [number, number];
  };
  const before = await place();
  await drag(page, stage, before, [0.15, 0.2]);
  expect((await place()).map((each) => each.toFixed(2))).toEqual(['0.15', '0.20']);
  await expect(wrist).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  expect((await place())[0]).toBeGreaterThan(0.15);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect((await place()).map((each) => each.toFixed(2))).toEqual(before.map((each) => each.toFixed(2)));
  await page.keyboard.press('Control+Shift+z');

  await page.keyboard.press('Tab');
  await expect(joint('left shoulder')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(joint('left shoulder, hidden')).toBeVisible();
  await expect(page.getByTestId('pose-spoken')).toHaveText('left shoulder hidden');
  await page.getByTestId('pose-show').click();
  await page.getByTestId('pose-mirror').click();
  expect((await place())[0]).toBeLessThan(0.5);

  expect(await anything(page, '[data-testid=by-hand]')).toEqual([]);

  const json = await savedPose(page);
  await page.getByTestId('pose-remove').click();
  await expect(joint('nose')).toHaveCount(0);
  await page.getByTestId('pose-file').setInputFiles({ name: 'a', mimeType: '', buffer: Buffer.from('{"people":1}') });
  await expect(page.getByTestId('pose-error')).toContainText('canvas_width');
  await page.getByTestId('pose-file').setInputFiles({ name: 'b', mimeType: '', buffer: Buffer.from(json) });
  await expect(joint('nose')).toBeVisible();
  await expect(page.getByTestId('pose-error')).toBeHidden();
  expect(JSON.parse(await savedPose(page))).toEqual(JSON.parse(json));

  await page.getByTestId('by-hand-done').click();
  const canvas = page.getByTestId('map-canvas');
  await expect(canvas).toHaveAttribute('data-shown', /./);
  const drawn = await canvas.evaluate(async (element: HTMLCanvasElement, text) => {
    const { width, height } = element;
    const { data } = element.getContext('2d')!.getImageData(0, 0, width, height);
    const { pose } = Reflect.get(globalThis, 'inkling') as {
      pose: { render: (json: string, width: number, height: number) => Promise<ImageData> };
    };
    const rendered = await pose.render(text, width, height);
    return {
      lit: data.filter((value, i) => i % 4 !== 3 && value > 0).length,
      same: rendered.data.every((v, i) => v === data[i]),
    };
  }, json);
  expect(drawn.lit).toBeGreaterThan(1000);
  expect(drawn.same).toBe(true);
});

test('regions are painted by name, with palette colours only, and become the map', async ({ studio, page }) => {
  const stage = await openEditor(studio, page, 'seg_ofade20k');
  const search = page.getByTestId('seg-search');
  await search.fill('motorbike');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Class: minibike')).toBeVisible();
  await drag(page, stage, [0.2, 0.2], [0.5, 0.4], [0.3, 0.6]);
  await expect(page.getByTestId('seg-under')).toHaveText('Under the pointer: minibike');
  await search.fill('sky');
  await page.keyboard.press('Enter');
  await page.getByTestId('seg-fill').click();
  await stage.click({ position: { x: 5, y: 5 } });
  await expect.poll(async () => Object.keys(await colours(stage)).sort()).toEqual(['163,0,255', '6,230,230'].sort());
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Object.keys(await colours(stage)).sort()).toEqual(['0,0,0', '163,0,255']);
  await page.keyboard.press('Control+Shift+z');
  await search.fill('');
  // Used last stands first.
  await expect(page.getByTestId('seg-class').first()).toHaveText('sky');
  await expect(page.getByTestId('seg-class')).toHaveCount(150);

  expect(await anything(page, '[data-testid=by-hand]')).toEqual([]);

  const painted = await colours(stage);
  await page.getByTestId('by-hand-done').click();
  const canvas = page.getByTestId('map-canvas');
  await expect(canvas).toHaveAttribute('data-shown', /./);
  expect(await colours(canvas)).toEqual(painted);
});

test('Escape loses no changes: it asks what becomes of them', async ({ studio, page }) => {
  const stage = await openEditor(studio, page, 'openpose');
  await page.keyboard.press('Escape'); // nothing was changed
  await expect(stage).toBeHidden();
  await expect(page.getByTestId('by-hand-openpose')).toBeFocused();

  await page.getByTestId('by-hand-openpose').click();
  await page.getByTestId('pose-add').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('by-hand-leaving')).toBeVisible();
  await page.keyboard.press('Escape'); // back to the editor
  await expect(page.getByTestId('by-hand-leaving')).toBeHidden();
  await page.keyboard.press('Escape');
  expect(await anything(page, '[data-testid=by-hand]')).toEqual([]);
  await page.getByTestId('by-hand-stay').click();
  await page.getByTestId('pose-undo').click();
  await expect(page.getByRole('button', { name: 'Person 1, nose' })).toHaveCount(0);
  await page.getByTestId('pose-redo').click();
  await page.getByTestId('by-hand-cancel').click();
  await page.keyboard.press('Enter'); // the way on has the focus
  await expect(stage).toBeHidden();
  await expect(page.getByTestId('map-canvas')).toHaveAttribute('data-shown', /./);

  const map = await studio.shown('map-canvas');
  await page.getByTestId('by-hand-openpose').click();
  await page.getByTestId('pose-remove').click();
  await page.getByTestId('by-hand-cancel').click();
  await page.getByTestId('by-hand-discard').click();
  await expect(stage).toBeHidden();
  expect(await studio.shown('map-canvas')).toBe(map);
});

test('a hand and a face go where their joints go', async ({ studio, page }) => {
  await openEditor(studio, page, 'openpose');
  await page.getByTestId('pose-add').click();
  const pose = JSON.parse(await savedPose(page)) as { people: Record<string, number[]>[] };
  Object.assign(pose.people[0], { hand_left_keypoints_2d: [400, 300, 1], face_keypoints_2d: [250, 90, 1] });
  const buffer = Buffer.from(JSON.stringify(pose));
  await page.getByTestId('pose-file').setInputFiles({ name: 'hands', mimeType: '', buffer });
  await expect(page.getByTestId('pose-hanging').locator('circle')).toHaveCount(2);
  await page.getByRole('button', { name: 'Person 1, left wrist' }).press('Shift+ArrowUp');
  await page.getByRole('button', { name: 'Person 1, nose' }).press('Delete');
  const [person] = (JSON.parse(await savedPose(page)) as typeof pose).people;
  expect(person['hand_left_keypoints_2d']).toEqual([400, 290, 1]);
  expect(person['face_keypoints_2d']).toBeUndefined();
});
