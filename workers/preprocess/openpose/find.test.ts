// Node only: the real weights on onnxruntime-web's WASM against TensorFlow.js.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildMovenet, MOVENET_SIDE, movenetKey } from '../../models/movenet.ts';
import { runGraph } from '../../testing/runGraph.ts';
import { tfjsReader } from '../../weights/tfjs.ts';
import { allCentres, bodyOf, decodePoints, type Keypoint, type Maps, middleCentre } from './decode.ts';
import { areSame, findPeople, type Look } from './find.ts';
import { cut, movenetInput, partSquares, squareAround } from './squares.ts';
import { JOINTS } from './skeleton.ts';

const golden = JSON.parse(readFileSync('python/golden/fixtures/movenet.json', 'utf8')) as {
  tolerance: number;
  side: number;
  cases: { pixels: string; points: number[] }[];
};
const MODEL = 'node_modules/@vladmandic/human/models/movenet-lightning';
const weights = () =>
  tfjsReader(JSON.parse(readFileSync(`${MODEL}.json`, 'utf8')), readFileSync(`${MODEL}.bin`), 'movenet', movenetKey);

const look: Look = async (square) => {
  const data = movenetInput(square);
  const image = { dtype: 'float32', shape: [1, 3, MOVENET_SIDE, MOVENET_SIDE], data } as const;
  const maps = await runGraph(buildMovenet({ target: { backend: 'wasm', precision: 'fp32' } }), weights(), { image });
  const [centre, heat, regress, offset] = ['centre', 'heat', 'regress', 'offset'].map(
    (name) => maps[name].data as Float32Array,
  );
  return { centre, heat, regress, offset };
};
const photo = ({ pixels }: { pixels: string }) => ({
  width: golden.side,
  height: golden.side,
  data: new Uint8Array(Buffer.from(pixels, 'base64')),
});

it.each(golden.cases)('finds the points that TensorFlow.js finds', async (each) => {
  // The fixture's pixels are shown doubled: half a pixel's step takes each one twice.
  const maps = await look(cut(photo(each), { x: 0, y: 0, side: golden.side }));
  const points = decodePoints(maps, middleCentre(maps));
  const flat = points.flatMap(({ x, y, score }) => [y, x, score]);
  expect(flat.length).toBe(each.points.length);
  const worst = Math.max(...flat.map((value, i) => Math.abs(value - each.points[i])));
  expect(worst).toBeLessThan(golden.tolerance);
});

it('the face of a photo is found at a whole picture and in a small corner of a large one', async () => {
  const small = photo(golden.cases[0]);
  const data = new Uint8Array(3 * 256 * 256);
  for (let y = 0; y < small.height; y++) {
    const row = small.data.subarray(3 * y * small.width, 3 * (y + 1) * small.width);
    data.set(row, 3 * ((y + 150) * 256 + 20));
  }
  const nose = async (image: typeof small): Promise<Keypoint> =>
    (await findPeople(image, look, { threshold: 0.3, most: 1 }))[0][0];
  const alone = await nose(small);
  const placed = await nose({ width: 256, height: 256, data });
  expect(alone.score).toBeGreaterThan(0.3);
  expect(Math.hypot(placed.x - 20 - alone.x, placed.y - 150 - alone.y)).toBeLessThan(5);
});

it('the neck is the middle of the shoulders, and only there when both are', () => {
  const points = Array.from({ length: 17 }, (_, i) => ({ point: i, x: i * 10, y: i, score: 0.9 }));
  const neck = (given: readonly Keypoint[]) => bodyOf(given, 0.3).joints[JOINTS.indexOf('neck')];
  // COCO: 5 is the left shoulder, 6 the right one.
  expect(neck(points)).toEqual({ x: 55, y: 5.5, shown: true });
  expect(neck(points.map((each, i) => (i === 6 ? { ...each, score: 0.2 } : each))).shown).toBe(false);
  expect(bodyOf(points, 0.3).joints[JOINTS.indexOf('right ankle')]).toEqual({ x: 160, y: 16, shown: true });
});

const at = (x: number, y: number, point = 0): Keypoint => ({ point, x, y, score: 1 });

it('a closer look is taken around four points at least, with room', () => {
  const four = [at(10, 20), at(30, 20), at(10, 60), at(30, 60)];
  // 20 wide, 40 high: a square of 40 * 1.4 around the middle (20, 40).
  expect(squareAround(four)).toEqual({ x: -8, y: 12, side: 56 });
  expect(squareAround(four.slice(1))).toBeNull();
});

it('centres are cells that no neighbour outdoes, the surest first; faint ones are nobody', () => {
  const centre = new Float32Array(48 * 48).fill(-9);
  for (const [cell, value] of [
    [5 * 48 + 5, 1],
    [5 * 48 + 6, 0.5],
    [9 * 48 + 40, 2],
    [30 * 48, -2.5],
  ])
    centre[cell] = value;
  expect(allCentres({ centre } as Maps)).toEqual([9 * 48 + 40, 5 * 48 + 5]);
});

it('half of what is seen at one place makes one person', () => {
  const body = [at(0, 0, 0), at(0, 100, 1), at(50, 50, 2), at(20, 80, 3)];
  // The box is 100 high: 15 px are near.
  expect(
    areSame(
      body,
      body.map((point, i) => (i < 2 ? { ...point, x: point.x + 14 } : { ...point, x: 999 })),
    ),
  ).toBe(true);
  expect(
    areSame(
      body,
      body.map((point) => ({ ...point, x: point.x + 60 })),
    ),
  ).toBe(false);
  // The same places, but of other points.
  expect(
    areSame(
      body,
      body.map((point) => ({ ...point, point: point.point + 4 })),
    ),
  ).toBe(false);
});

it.each([
  [100, 100, 9],
  [300, 200, 2 + 12],
  [1, 1, 9],
  [4000, 2, 24],
])('a picture of %i x %i is looked at in %i parts, all of them within it', (width, height, count) => {
  const parts = partSquares({ width, height, data: new Uint8Array() });
  expect(parts.length).toBe(count);
  for (const { x, y, side } of parts) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(Math.max(x + side - width, y + side - height)).toBeLessThan(1e-6);
  }
});
