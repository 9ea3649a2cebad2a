import { describe, expect, it } from 'vitest';
import { isLostOnWhite } from './ground.ts';

const pixels = (...each: readonly (readonly [number, number, number, number])[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(each.flat());
const NOTHING = [0, 0, 0, 0] as const;

describe('a picture on white paper', () => {
  it.each([
    ['white lines on nothing', pixels(NOTHING, [255, 255, 255, 255]), true],
    ['pale ones, half there', pixels(NOTHING, [230, 235, 240, 120]), true],
    ['black lines on nothing', pixels(NOTHING, [0, 0, 0, 255]), false],
    ['white and one red pixel', pixels(NOTHING, [255, 255, 255, 255], [255, 0, 0, 255]), false],
    ['white paper without a hole', pixels([255, 255, 255, 255], [254, 254, 254, 255]), false],
    ['nothing at all', pixels(NOTHING, NOTHING), false],
  ])('%s', (_, data, lost) => {
    expect(isLostOnWhite(data)).toBe(lost);
  });
});
