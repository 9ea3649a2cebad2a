// The finish as a whole: lines and a picture in, vectors out.
import { describe, expect, it } from 'vitest';
import type { Rgba } from '../image/types.ts';
import { clean } from './finish.ts';
import { svgOf } from './svg.ts';

/** A square ring of ink in a map, red inside and white outside in the picture. */
function squareMap(side: number): Rgba {
  return painted(side, (x, y) => (Math.abs(Math.max(Math.abs(x), Math.abs(y)) - 0.5) < 0.03 ? '#000000' : '#ffffff'));
}

/** Coordinates from -1 to 1. */
function painted(side: number, colourAt: (x: number, y: number) => string): Rgba {
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let i = 0; i < side * side; i++) {
    const colour = parseInt(
      colourAt((2 * ((i % side) + 0.5)) / side - 1, (2 * (Math.floor(i / side) + 0.5)) / side - 1).slice(1),
      16,
    );
    data.set([colour >> 16, (colour >> 8) & 255, colour & 255], 4 * i);
  }
  return { width: side, height: side, data };
}

describe('a clean picture', () => {
  const pixels = painted(128, (x, y) => (Math.max(Math.abs(x), Math.abs(y)) < 0.53 ? '#cc2020' : '#ffffff'));

  it('has a region for what the lines enclose, in the colour of the picture there, and paper around', () => {
    const { regions, inks, note } = clean({ pixels, lines: { kind: 'map', pixels: squareMap(256) } });
    expect(note).toBeNull();
    expect(regions.map(({ fill, background }) => ({ fill, background }))).toEqual([
      { fill: { kind: 'flat', colour: '#ffffff' }, background: true },
      { fill: { kind: 'flat', colour: '#cc2020' }, background: false },
    ]);
    expect(regions[1]?.area).toBeCloseTo(0.25, 2);
    expect(inks).toHaveLength(1);
  });

  it('is an SVG file', () => {
    const picture = clean({ pixels, lines: { kind: 'map', pixels: squareMap(256) } });
    const svg = svgOf(picture, { title: 'a <b> & "c"', metadata: '{"seed":1}' });
    expect(svg).toContain('<title>a &lt;b&gt; &amp; &quot;c&quot;</title>');
    expect(svg.match(/<path /g)).toHaveLength(3);
  });
});
