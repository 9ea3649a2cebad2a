import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CanvasCache } from './canvasCache.ts';

const side = (bytes: number) => ({ width: bytes / 4, height: 1 });

it('what is kept is not made again; the one used longest ago goes first', () => {
  const cache = new CanvasCache<ReturnType<typeof side>>(300);
  const made: string[] = [];
  const get = (what: string): unknown => cache.get('a', what, () => (made.push(what), side(100)));
  for (const what of ['x', 'y', 'z', 'x', 'w', 'x', 'z', 'y']) get(what);
  expect(made).toEqual(['x', 'y', 'z', 'w', 'y']);
  cache.forget('b');
  expect(cache.bytes).toBe(300);
  cache.forget('a');
  expect(cache.bytes).toBe(0);
});

it('never holds more than its limit, but for the canvas that was asked for', () => {
  const uses = fc.array(fc.tuple(fc.nat(3), fc.nat(5), fc.integer({ min: 1, max: 60 })), { maxLength: 60 });
  fc.assert(
    fc.property(uses, (list) => {
      const cache = new CanvasCache<ReturnType<typeof side>>(160);
      for (const [id, what, pixels] of list) {
        const canvas = cache.get(`${id}`, `${what}`, () => side(4 * pixels));
        expect(cache.bytes).toBeLessThanOrEqual(Math.max(160, 4 * canvas.width));
      }
    }),
  );
});
