import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import type { Stroke } from '../drawing/strokes.ts';
import { encodeHash, isShareHash, parseLink } from './link.ts';
import type { Shared } from './payload.ts';

const shared: Shared = {
  prompt: 'a house, 家 🏠',
  negativePrompt: '',
  seed: 2 ** 32 - 1,
  settings: { steps: 12, sampler: 'euler-a' },
  strokes: [
    {
      tool: 'pen',
      size: 22,
      pressure: true,
      points: [
        [-512, 3.5, 0],
        [0, 0, 1],
        [511.5, -2, 0.25],
      ],
    },
    { tool: 'eraser', size: 64.5, pressure: false, points: [[1, 2, 0.5]] },
  ],
};

describe('share links', () => {
  it('come back as they were', async () => {
    const hash = await encodeHash(shared);
    expect(isShareHash(hash)).toBe(true);
    expect(await parseLink(`https://a.example/inkling/${hash}`)).toEqual(shared);
  });

  it('come back within half a rounding step for any drawing', async () => {
    const point = fc.tuple(
      fc.double({ min: -600, max: 600, noNaN: true }),
      fc.double({ min: -600, max: 600, noNaN: true }),
      fc.constant(0.5),
    );
    const stroke = fc.record({
      tool: fc.constantFrom('pen' as const, 'eraser' as const),
      size: fc.integer({ min: 4, max: 160 }),
      pressure: fc.constant(false),
      points: fc.array(point, { minLength: 1, maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stroke, { maxLength: 8 }), fc.string(), async (strokes: Stroke[], prompt) => {
        const back = await parseLink(await encodeHash({ ...shared, prompt, strokes }));
        expect(back.prompt).toBe(prompt);
        back.strokes.forEach((each, s) =>
          each.points.forEach(([x, y], p) => {
            expect(Math.abs(x - (strokes[s]?.points[p]?.[0] ?? NaN))).toBeLessThanOrEqual(0.25);
            expect(Math.abs(y - (strokes[s]?.points[p]?.[1] ?? NaN))).toBeLessThanOrEqual(0.25);
          }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['https://a.example/', 'bad-input'],
    ['#1.', 'bad-input'],
    ['#1.$$$', 'bad-input'],
    ['#1.AAAA', 'bad-input'],
    ['#2.AAAA', 'unsupported'],
    ['nothing', 'bad-input'],
  ])('%s is refused as %s', async (link, code) => {
    await expect(parseLink(link)).rejects.toMatchObject({ code });
  });

  it('a link cut short is refused', async () => {
    const hash = await encodeHash(shared);
    await expect(parseLink(hash.slice(0, -8))).rejects.toMatchObject({ code: 'bad-input' });
  });

  it.each([
    ['{"p":1,"n":"","r":0,"s":{},"d":[]}'],
    ['{"p":"","n":"","r":-1,"s":{},"d":[]}'],
    ['{"p":"","n":"","r":0,"s":{},"d":[[0,20,0,[1]]]}'],
    ['{"p":"","n":"","r":0,"s":{},"d":[[0,20,0,[1e9,0]]]}'],
    ['{"p":"","n":"","r":0,"s":{},"d":[[0,-1,0,[1,1]]]}'],
    ['{"p":"","n":"","r":0,"s":{},"d":[[2,20,0,[1,1]]]}'],
    ['[]'],
    ['null'],
  ])('foreign content %s is refused', async (text) => {
    const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const body = Buffer.from(await new Response(bytes).arrayBuffer()).toString('base64url');
    await expect(parseLink(`#1.${body}`)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('settings out of range are left to the pack', async () => {
    const text = '{"p":"","n":"","r":0,"s":{"steps":1e6,"sampler":"x","guidanceScale":3},"d":[]}';
    const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const body = Buffer.from(await new Response(bytes).arrayBuffer()).toString('base64url');
    expect((await parseLink(`#1.${body}`)).settings).toEqual({ guidanceScale: 3 });
  });

  it('a bomb is defused: 64 MiB of zeros in a short link', async () => {
    const bytes = new Blob([new Uint8Array(64 * 2 ** 20)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const body = Buffer.from(await new Response(bytes).arrayBuffer()).toString('base64url');
    await expect(parseLink(`#1.${body}`)).rejects.toMatchObject({ code: 'bad-input' });
  });
});
