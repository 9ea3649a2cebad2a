import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { documentOf } from '../drawing/document.ts';
import type { Stroke } from '../drawing/strokes.ts';
import { INITIAL_STATE } from '../state/store.ts';
import type { AppState } from '../state/types.ts';
import { isShareHash } from './hash.ts';
import { encodeHash, parseLink } from './link.ts';
import { encodePage, pageOf } from './page.ts';

const withStrokes = (strokes: readonly Stroke[], prompt: string): AppState => ({
  ...INITIAL_STATE,
  prompt,
  drawing: { past: [], present: documentOf(strokes), future: [] },
});
const state = withStrokes([{ tool: 'eraser', size: 64.5, pressure: false, points: [[1, 2, 0.5]] }], 'a house, 家 🏠');

const pack = async (text: string): Promise<string> => {
  const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return Buffer.from(await new Response(bytes).arrayBuffer()).toString('base64url');
};

describe('share links', () => {
  it('come back as they were', async () => {
    const hash = await encodeHash(encodePage(state));
    expect(isShareHash(hash)).toBe(true);
    const { words, drawing } = await parseLink(`https://a.example/inkling/${hash}`);
    expect({ words, drawing }).toEqual({ words: pageOf(state).words, drawing: state.drawing.present });
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
        const back = await parseLink(await encodeHash(encodePage(withStrokes(strokes, prompt))));
        expect(back.words.prompt).toBe(prompt);
        back.drawing.layers[0]?.items.forEach((each, s) =>
          (each as Stroke).points.forEach(([x, y], p) => {
            expect(Math.abs(x - (strokes[s]?.points[p]?.[0] ?? NaN))).toBeLessThanOrEqual(0.25);
            expect(Math.abs(y - (strokes[s]?.points[p]?.[1] ?? NaN))).toBeLessThanOrEqual(0.25);
          }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('of version 1 are still read', async () => {
    const body = await pack('{"p":"house","n":"","r":7,"s":{"steps":1000000,"guidanceScale":3},"d":[[0,20,0,[1,1]]]}');
    const { words, drawing } = await parseLink(`#1.${body}`);
    // Settings out of range are left to the pack.
    expect(words).toMatchObject({ prompt: 'house', settings: { guidanceScale: 3 } });
    expect(drawing.layers[0]?.items).toHaveLength(1);
  });

  it.each([
    ['https://a.example/', 'bad-input'],
    ['#1.', 'bad-input'],
    ['#1.$$$', 'bad-input'],
    ['#1.AAAA', 'bad-input'],
    ['#2.AAAA', 'bad-input'],
    ['#3.AAAA', 'unsupported'],
    ['nothing', 'bad-input'],
  ])('%s is refused as %s', async (link, code) => {
    await expect(parseLink(link)).rejects.toMatchObject({ code });
  });

  it('a link cut short is refused', async () => {
    const hash = await encodeHash(encodePage(state));
    await expect(parseLink(hash.slice(0, -8))).rejects.toMatchObject({ code: 'bad-input' });
  });

  it.each([
    ['{"p":1,"n":"","r":0,"s":{},"d":[]}'],
    ['{"p":"","n":"","r":-1,"s":{},"d":[]}'],
    ['{"p":"","n":"","r":0,"s":{},"d":[[0,20,0,[1]]]}'],
    ['{"p":"","n":"","r":0,"s":{},"d":[[0,20,0,[1e9,0]]]}'],
    ['{"p":"","n":"","r":0,"s":{},"d":[[0,-1,0,[1,1]]]}'],
    ['{"p":"","n":"","r":0,"s":{},"d":[[2,20,0,[1,1]]]}'],
    ['{"v":2}'],
    ['{"v":"2","w":{}}'],
    ['[]'],
    ['null'],
  ])('foreign content %s is refused', async (text) => {
    await expect(parseLink(`#1.${await pack(text)}`)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('a drawing that does not fit says so', async () => {
    const points = Array.from(
      { length: 400_000 },
      (_, i) => [Math.sin(i * i) * 500, Math.cos(i * i) * 500, 0.5] as const,
    );
    const page = encodePage(withStrokes([{ tool: 'pen', size: 9, pressure: false, points }], ''));
    await expect(encodeHash(page)).rejects.toMatchObject({ code: 'bad-input', hint: /project file/ });
  });

  it('a bomb is defused: 64 MiB of zeros in a short link', async () => {
    const body = await pack('\0'.repeat(64 * 2 ** 20));
    await expect(parseLink(`#1.${body}`)).rejects.toMatchObject({ code: 'bad-input' });
  });
});
