import { describe, expect, it } from 'vitest';
import { cleanSketch } from './clean.ts';
import { otsu } from './grey.ts';

const SIDE = 240;
type Shade = (x: number, y: number) => number;

/** A photo from the grey value of each place. */
function photo(shade: Shade) {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  for (let i = 0; i < SIDE * SIDE; i++) data.fill(shade(i % SIDE, Math.floor(i / SIDE)), i * 4, i * 4 + 3);
  return { width: SIDE, height: SIDE, data };
}
/** A square frame, drawn 4 px broad, turned by `degrees`. */
const isFrame = (x: number, y: number, degrees = 0): boolean => {
  const turn = (degrees * Math.PI) / 180;
  const [dx, dy] = [x - SIDE / 2, y - SIDE / 2];
  const [u, v] = [dx * Math.cos(turn) + dy * Math.sin(turn), dy * Math.cos(turn) - dx * Math.sin(turn)];
  return Math.abs(Math.max(Math.abs(u), Math.abs(v)) - 70) < 2;
};
/** Paper in the light of a lamp at one side, with grain. */
const paper = (x: number, y: number): number => 210 - 110 * (x / SIDE) + ((x * 7 + y * 13) % 5);
/** Share of pixels where the sketch says otherwise than the frame. */
const wrong = (data: Uint8ClampedArray, degrees = 0): number => {
  let count = 0;
  for (let i = 0; i < SIDE * SIDE; i++) {
    const dark = (data[i * 4] ?? 0) < 128;
    if (dark !== isFrame(i % SIDE, Math.floor(i / SIDE), degrees)) count++;
  }
  return count / (SIDE * SIDE);
};

describe('a photographed sketch', () => {
  it('becomes black lines on white, whatever the light', () => {
    const clean = cleanSketch(photo((x, y) => paper(x, y) * (isFrame(x, y) ? 0.45 : 1)));
    expect(clean?.turned).toBe(0);
    expect(wrong(clean!.data)).toBeLessThan(0.01);
    expect([clean!.data[0], clean!.data[1], clean!.data[2], clean!.data[3]]).toEqual([255, 255, 255, 255]);
  });

  it('on a dark ground is turned to dark on light', () => {
    const clean = cleanSketch(photo((x, y) => (isFrame(x, y) ? 230 : 25)));
    expect(wrong(clean!.data)).toBeLessThan(0.01);
  });

  it.each([-6, 4, 9])('taken askew by %d degrees is straightened', (degrees) => {
    const clean = cleanSketch(photo((x, y) => (isFrame(x, y, degrees) ? 40 : 220)));
    expect(Math.abs(clean!.turned + degrees)).toBeLessThanOrEqual(0.5);
    expect(wrong(clean!.data)).toBeLessThan(0.03);
  });

  it('without straight lines stays as it is', () => {
    const ring = photo((x, y) => (Math.abs(Math.hypot(x - 120, y - 120) - 70) < 2 ? 40 : 220));
    expect(cleanSketch(ring)?.turned).toBe(0);
  });

  it('specks are wiped off', () => {
    const clean = cleanSketch(photo((x, y) => (isFrame(x, y) || (x % 40 === 5 && y % 40 === 5) ? 40 : 220)));
    expect(wrong(clean!.data)).toBeLessThan(0.005);
  });

  it('an empty sheet has no lines', () => {
    expect(cleanSketch(photo(paper))).toBe(null);
  });
});

it('the threshold lies between the two heaps of a histogram', () => {
  const data = Uint8ClampedArray.from([...Array<number>(50).fill(40), ...Array<number>(50).fill(200)]);
  const threshold = otsu({ width: 10, height: 10, data });
  expect(threshold).toBeGreaterThanOrEqual(40);
  expect(threshold).toBeLessThan(200);
});
