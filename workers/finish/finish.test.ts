// The finish as a whole: lines and a picture in, vectors out.
import { createCanvas, Path2D as SkiaPath } from '@napi-rs/canvas';
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rgba } from '../image/types.ts';
import type { CleanPicture, Lines, Outline } from './api.ts';
import { clean, createFinish } from './finish.ts';
import { lineArtOf } from './lineArt.ts';
import { paintClean, paintingOf } from './paint.ts';
import { prepared } from './prepare.ts';
import { svgOf } from './svg.ts';

/** Coordinates from -1 to 1. */
function painted(side: number, colourAt: (x: number, y: number) => string): Rgba {
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(2 * ((i % side) + 0.5)) / side - 1, (2 * (Math.floor(i / side) + 0.5)) / side - 1];
    const colour = parseInt(colourAt(x, y).slice(1), 16);
    data.set([colour >> 16, (colour >> 8) & 255, colour & 255], 4 * i);
  }
  return { width: side, height: side, data };
}

/** A square frame of ink at half the side, with a gap at its top. */
const frame = (gap = 0): Lines => ({
  kind: 'map',
  pixels: painted(256, (x, y) => {
    const onFrame = Math.abs(Math.max(Math.abs(x), Math.abs(y)) - 0.5) < 0.02;
    return onFrame && !(y < 0 && Math.abs(x) < gap / 2) ? '#000000' : '#ffffff';
  }),
});

const RED = painted(128, (x, y) => (Math.max(Math.abs(x), Math.abs(y)) < 0.51 ? '#cc2020' : '#ffffff'));
const WHITE = painted(16, () => '#ffffff');

/** A bar of ink from corner to corner, 14 units broad. */
function bar(x0: number, y0: number, x1: number, y1: number): Outline {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [nx, ny] = [(-7 * (y1 - y0)) / length, (7 * (x1 - x0)) / length];
  const ring = Float32Array.of(x0 + nx, y0 + ny, x1 + nx, y1 + ny, x1 - nx, y1 - ny, x0 - nx, y0 - ny);
  return { rings: [ring], smooth: false, colour: '#123456', erases: false };
}

const strokes = (...outlines: Outline[]) => ({ kind: 'strokes', width: 1024, height: 1024, outlines }) as const;

const fills = ({ regions }: CleanPicture): unknown =>
  regions.map(({ fill, background }) => [fill.kind === 'flat' ? fill.colour : fill.kind, background]);

describe('a clean picture', () => {
  it('has a region for what the lines enclose, in the colour of the picture there, and paper around', () => {
    const picture = clean({ pixels: RED, lines: frame() });
    expect(picture.note).toBeNull();
    expect(fills(picture)).toEqual([
      ['#ffffff', true],
      ['#cc2020', false],
    ]);
    // Half of each side, up to the middle of the line.
    expect(picture.regions[1]?.area).toBeCloseTo(0.25, 2);
    expect(picture.inks).toHaveLength(1);
  });

  it('closes a gap of a few widths whatever the picture shows, and a wide one where its colours differ', () => {
    // The line is 0.04 broad, so 0.12 are three widths, and 0.3 seven and a half.
    expect(clean({ pixels: WHITE, lines: frame(0.12) }).regions).toHaveLength(2);
    expect(clean({ pixels: WHITE, lines: frame(0.3) }).regions).toHaveLength(1);
    expect(clean({ pixels: RED, lines: frame(0.3) }).regions).toHaveLength(2);
    expect(clean({ pixels: WHITE, lines: frame(0.12), options: { gap: 0 } }).regions).toHaveLength(1);
  });

  it('fits a gradient and leaves out what ran in from beside', () => {
    const step = (t: number): string =>
      Math.round(40 + 180 * t)
        .toString(16)
        .padStart(2, '0');
    const pixels = painted(128, (x, y) => {
      if (Math.max(Math.abs(x), Math.abs(y)) > 0.5) return '#ffffff';
      // A fifth of the square is wrong.
      return x > 0.3 ? '#00ff00' : `#${step((y + 0.5) / 1)}2020`;
    });
    const { fill } = clean({ pixels, lines: frame() }).regions[1];
    if (fill.kind !== 'linear') throw new Error('flat');
    const [[x0, y0], [x1, y1]] = [fill.from, fill.to];
    expect(Math.abs(x1 - x0)).toBeLessThan(0.05 * Math.abs(y1 - y0));
    const ends = [fill.stops[0].colour, fill.stops[2].colour].sort();
    expect(parseInt(ends[0].slice(1, 3), 16)).toBeLessThan(75);
    expect(parseInt(ends[1].slice(1, 3), 16)).toBeGreaterThan(190);
    for (const { colour } of fill.stops) expect(colour.slice(3)).toMatch(/^(1[89a-f]|2[0-8]){2}$/);
  });

  it('keeps pinned colours, limits the others, and inks as asked', () => {
    const pinned = [{ x: 128, y: 128, colour: '#0000ff' }];
    const picture = clean({ pixels: RED, lines: frame(), options: { pinned, ink: 'black' } });
    expect(picture.regions[1]).toMatchObject({ fill: { kind: 'flat', colour: '#0000ff' }, pinned: true });
    expect(picture.inks[0]?.colour).toBe('#000000');
    expect(clean({ pixels: RED, lines: frame(), options: { ink: 'none' } }).inks).toEqual([]);
    const shade = clean({ pixels: RED, lines: frame() }).inks[0].colour;
    expect(parseInt(shade.slice(1, 3), 16)).toBeGreaterThan(parseInt(shade.slice(3, 5), 16));
    const quarters = painted(128, (x, y) => `#${x < 0 ? 'c0' : '20'}20${y < 0 ? 'c0' : '20'}`);
    const cross = strokes(bar(0, 512, 1024, 512), bar(512, 0, 512, 1024));
    const colours = new Set(
      (fills(clean({ pixels: quarters, lines: cross, options: { colours: 2 } })) as string[][]).map(([each]) => each),
    );
    expect(colours.size).toBe(2);
  });

  it('takes light lines on a dark map as it takes dark ones on white', () => {
    const { pixels } = frame() as Extract<Lines, { kind: 'map' }>;
    const turned = { ...pixels, data: pixels.data.map((value, i) => (i % 4 === 3 ? 255 : 255 - value)) };
    expect(clean({ pixels: RED, lines: { kind: 'map', pixels: turned } })).toEqual(
      clean({ pixels: RED, lines: frame() }),
    );
  });

  it('remembers drawings by what is in them', async () => {
    const finish = createFinish();
    const ctx = { signal: new AbortController().signal, progress: () => undefined };
    await finish.prepare({ lines: frame(), gap: 4 }, ctx);
    const first = await finish.clean({ pixels: RED, lines: frame() }, ctx);
    expect(first).toEqual(clean({ pixels: RED, lines: frame() }));
    await finish.clean({ pixels: RED, lines: frame(0.3) }, ctx);
    expect(await finish.clean({ pixels: RED, lines: frame() }, ctx)).toEqual(first);
    await expect(finish.clean({ pixels: RED, lines: frame(), options: { gap: 9 } }, ctx)).rejects.toMatchObject({
      code: 'bad-input',
    });
    const none = { kind: 'none', width: 0, height: 5 } as const;
    await expect(finish.prepare({ lines: none, gap: 4 }, ctx)).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('random drawings', () => {
  const number = fc.integer({ min: -40, max: 1064 });
  const drawing = fc.array(fc.tuple(number, number, number, number), { minLength: 1, maxLength: 8 });

  it('have every cell in one region, whatever the order of the strokes', () => {
    fc.assert(
      fc.property(drawing, (bars) => {
        const of = (all: typeof bars): Int32Array =>
          prepared(lineArtOf(strokes(...all.map((each) => bar(...each)))), 4).labels.data;
        const labels = of(bars);
        expect(Math.min(...new Set(labels))).toBe(0);
        expect(new Set(labels).size).toBe(Math.max(...new Set(labels)) + 1);
        expect(of(bars.toReversed())).toEqual(labels);
      }),
      { numRuns: 3 },
    );
  });

  it('are covered by their fills, with no gap between neighbours', () => {
    fc.assert(
      fc.property(drawing, fc.constantFrom(97, 256, 700), (bars, side) => {
        const colours = painted(24, (x, y) => (Math.sin(9 * x) > Math.cos(7 * y) ? '#207090' : '#e0b040'));
        const picture = clean({
          pixels: colours,
          lines: strokes(...bars.map((each) => bar(...each))),
          options: { ink: 'none' },
        });
        if (picture.note) return; // traced.test.ts has those
        const context = createCanvas(side, side).getContext('2d');
        paintClean(
          context,
          paintingOf(picture, (data) => new SkiaPath(data)),
          side / 1024,
        );
        const { data } = context.getImageData(0, 0, side, side);
        // Where the smooth edges of three regions meet, up to 6 of 255 are left to what lies beneath: nobody sees it. A gap of a
        // thirtieth of a pixel would leave more.
        const least = data.reduce((low, value, i) => (i % 4 === 3 ? Math.min(low, value) : low), 255);
        expect(least).toBeGreaterThanOrEqual(249);
      }),
      { numRuns: 3 },
    );
  });
});

describe('an SVG file', () => {
  it('is what another renderer reads, its text escaped', () => {
    const text = { title: 'a <b> & "c"\u0000', description: ']]>', metadata: '{"prompt":"<script>"}' };
    const svg = svgOf(clean({ pixels: RED, lines: frame() }), text);
    expect(svg).toContain('<title>a &lt;b&gt; &amp; &quot;c&quot;\ufffd</title>');
    expect(svg).not.toMatch(/<script|href|style=/);
    const { width, pixels } = new Resvg(svg).render();
    expect([...pixels.subarray(4 * (128 * width + 128), 4 * (128 * width + 128) + 4)]).toEqual([204, 32, 32, 255]);
  });

  it('leaves the background out where it is to be transparent', () => {
    const svg = svgOf(clean({ pixels: RED, lines: frame(), options: { background: 'transparent' } }));
    const { pixels } = new Resvg(svg).render();
    expect(pixels[3]).toBe(0);
  });
});

describe('what is no drawing', () => {
  const noted = (lines: Lines, pixels = RED): string | null => clean({ pixels, lines }).note;
  const plain = (colour: string): Lines => ({ kind: 'map', pixels: painted(64, () => colour) });

  it('says why it stays painted', () => {
    expect(noted(plain('#ffffff'))).toBe('no-lines');
    expect(noted(strokes())).toBe('no-lines');
    expect(
      noted(strokes({ ...bar(0, 512, 1024, 512), rings: [Float32Array.of(0, 0, 1024, 0, 1024, 1024, 0, 1024)] })),
    ).toBe('all-ink');
    expect(noted({ kind: 'map', pixels: painted(64, (x, y) => (Math.hypot(x, y) < 1 ? '#000000' : '#ffffff')) })).toBe(
      'mostly-ink',
    );
    expect(noted(strokes(...Array.from({ length: 10_000 }, () => bar(100, 100, 900, 900))))).toBe('too-many');
    expect(noted(strokes(bar(500, 500, 530, 520)))).toBe('too-small');
    let state = 1;
    const noise = painted(
      64,
      () => `#${((state = (state * 48271) % 0x7fffffff) & 0xffffff).toString(16).padStart(6, '0')}`,
    );
    expect(noted(frame(), noise)).toBe('unrelated');
  });

  it('holds for strokes of nothing and outlines that are not numbers', () => {
    const odd = Float32Array.of(NaN, 1, Infinity, 5, 3, -Infinity);
    for (const ring of [odd, new Float32Array(0), Float32Array.of(5, 5)]) {
      const lines = strokes(bar(100, 100, 900, 900), { rings: [ring], smooth: true, colour: '#000000', erases: false });
      expect(clean({ pixels: RED, lines }).width).toBe(1024);
    }
  });
});
