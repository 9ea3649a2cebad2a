// The embedded pack's other nets: what each one reads, when its weights come, and what happens when they do not.
import { expect, test } from './fixtures.ts';
import { dataUrl, png } from './files.ts';
import { pack, type PackedPicture } from './inkling.ts';
import { disc, overlap, silhouette } from './score.ts';
import { HOUSE, Studio } from './studio.ts';

const SIDE = 128;
const CIRCLE = { x: 0.5, y: 0.55, radius: 0.3 };
const SHAPE_WEIGHTS = '**/controlnet-shape/*.safetensors';

/** A cushion, near in its middle. */
const DEPTH = dataUrl(
  png(SIDE, SIDE, (x, y) => {
    const far = Math.hypot(x / SIDE - CIRCLE.x, y / SIDE - CIRCLE.y) / CIRCLE.radius;
    return far < 1 ? Math.round(255 * (0.35 + 0.65 * Math.sqrt(1 - far * far))) : 0;
  }),
);

/** The circle, its upper half in one colour and its lower half in another, on paper. */
function halves(upper: readonly number[], lower: readonly number[], paper: number): PackedPicture {
  const inside = disc(SIDE, CIRCLE);
  const data = new Uint8Array(4 * SIDE * SIDE).fill(255);
  inside.forEach((is, pixel) => {
    const colour = Math.floor(pixel / SIDE) < CIRCLE.y * SIDE ? upper : lower;
    data.set(is ? colour : [paper, paper, paper], 4 * pixel);
  });
  return pack({ width: SIDE, height: SIDE, data });
}

/** Mean colour of a square of 11 pixels around a place, in shares of the side. */
function colourAt(data: Uint8Array, x: number, y: number): number[] {
  const sums = [0, 0, 0];
  for (let dy = -5; dy <= 5; dy++) {
    for (let dx = -5; dx <= 5; dx++) {
      const pixel = (Math.round(y * SIDE) + dy) * SIDE + Math.round(x * SIDE) + dx;
      sums.forEach((sum, channel) => (sums[channel] = sum + data[4 * pixel + channel] / 121));
    }
  }
  return sums.map(Math.round);
}

test('regions are painted in their colours, on white paper and on the black of the segmentation brush @webgpu', async ({
  studio,
}) => {
  for (const paper of [255, 0]) {
    const image = halves([220, 40, 40], [40, 70, 210], paper);
    const controls = [{ net: 'colour', preprocessor: 'none', resize: 'just', image }];
    const { data } = await studio.make({ prompt: 'ball, flat style', seed: 5, controls });
    const [upper, lower] = [colourAt(data, CIRCLE.x, 0.4), colourAt(data, CIRCLE.x, 0.7)];
    expect(upper[0], `red above, on ${paper}: ${upper.join()}`).toBeGreaterThan(Math.max(upper[1], upper[2]) + 60);
    expect(lower[2], `blue below, on ${paper}: ${lower.join()}`).toBeGreaterThan(Math.max(lower[0], lower[1]) + 60);
  }
});

test('a depth map gives its shape to the picture @webgpu', async ({ studio }) => {
  const controls = [{ net: 'shape', preprocessor: 'none', resize: 'just' }];
  const picture = await studio.make({ prompt: 'red ball, flat style', seed: 5, controls }, DEPTH);
  expect(overlap(silhouette(picture), disc(SIDE, CIRCLE))).toBeGreaterThan(0.8);
});

test('the first picture does not wait for the other nets; who needs one waits for it, or stops waiting', async ({
  page,
  context,
}) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await context.route(SHAPE_WEIGHTS, async (route) => {
    await held;
    await route.continue();
  });
  const studio = new Studio(page, '');
  await studio.open();
  const api = await studio.api();
  await studio.draw(...HOUSE);
  await studio.at('steps').fill('1');
  await studio.generate();

  const request = { prompt: 'ball', steps: 1, seed: 5, controls: [{ net: 'shape', preprocessor: 'none' }] };
  const stopped = await api.evaluate(async (inkling, given) => {
    const image = new ImageData(8, 8);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 500);
    const controls = given.controls.map((control) => ({ ...control, image }));
    return inkling.generate({ ...given, controls }, { signal: stop.signal }).then(
      () => 'made',
      (error: unknown) => (error as Error).name,
    );
  }, request);
  expect(stopped).toBe('AbortError');

  let made = false;
  const making = studio.make(request, DEPTH).then((picture) => {
    made = true;
    return picture;
  });
  await page.waitForTimeout(3000); // far longer than one step takes
  expect(made).toBe(false);
  release();
  expect((await making).width).toBe(SIDE);
});

test('a net that cannot be fetched says so, and is asked for again the next time', async ({ page, context }) => {
  await context.route(SHAPE_WEIGHTS, (route) => route.abort());
  const studio = new Studio(page, '');
  await studio.open();
  const control = { net: 'shape', preprocessor: 'none', image: DEPTH };
  const request = { prompt: 'ball', steps: 1, seed: 5, controls: [control] };
  await expect.poll(() => studio.failure(request).then(({ code }) => code), { timeout: 60_000 }).toBe('download');
  await context.unroute(SHAPE_WEIGHTS);
  expect((await studio.make(request)).width).toBe(SIDE);
});
