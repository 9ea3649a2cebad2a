import { expect, it } from 'vitest';
import { normalMap } from './run.ts';

it('x, y, z become red, green, blue: 0 is 127.5 cut to 127, what is beyond 1 is white', () => {
  // Two pixels: (0, 1, -1) and (-1, 1.2, 0.5); (0.5 + 1) / 2 * 255 = 191.25
  expect(normalMap(Float32Array.of(0, -1, 1, 1.2, -1, 0.5), 2, 1)).toEqual({
    width: 2,
    height: 1,
    data: Uint8Array.of(127, 255, 0, 0, 255, 191),
  });
});
