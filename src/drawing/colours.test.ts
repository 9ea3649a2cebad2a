import { describe, expect, it } from 'vitest';
import { coloursAlone, colourPins, followsColours, isColoured, withColoursFollowed } from './colours.ts';
import { type Document, documentOf, withPins } from './document.ts';
import type { Item } from './items.ts';
import { encodeDocument, parseDocument } from './wire.ts';

const line = (colour?: string): Item => ({
  tool: 'line',
  size: 10,
  from: [0, 0],
  to: [100, 0],
  ...(colour && { colour }),
});
const square = (x: number, side: number, colour: string): Item => ({
  tool: 'fill',
  colour,
  rings: [[x, 0, x + side, 0, x + side, side, x, side]],
});
const hidden = ({ layers, active }: Document): Document => ({
  layers: layers.map((layer) => ({ ...layer, shown: false })),
  active,
});

describe('a drawing is meant in colours', () => {
  it('where an area is filled, or lines have several colours; not for one pen, nor for what is hidden', () => {
    expect(isColoured(documentOf([line()]))).toBe(false);
    expect(isColoured(documentOf([line('#ff0000'), line('#ff0000')]))).toBe(false);
    expect(isColoured(documentOf([line(), line('#ff0000')]))).toBe(true);
    expect(isColoured(documentOf([square(0, 100, '#ff0000')]))).toBe(true);
    expect(isColoured(hidden(documentOf([square(0, 100, '#ff0000')])))).toBe(false);
  });

  it('unless its user says otherwise, which travels with the drawing and leaves pins alone', () => {
    const drawn = withPins(documentOf([square(0, 100, '#ff0000')]), [{ at: [1, 2], colour: '#00ff00' }]);
    const plain = withColoursFollowed(drawn, false);
    expect([followsColours(drawn), followsColours(plain)]).toEqual([true, false]);
    expect(parseDocument(encodeDocument(plain))).toEqual(plain);
    expect(parseDocument(encodeDocument(drawn))).toEqual(drawn);
    expect(withColoursFollowed(plain, true)).toEqual(drawn);
    expect(withPins(plain, [])).toEqual(withColoursFollowed(documentOf([square(0, 100, '#ff0000')]), false));
  });
});

it('keeps of a drawing its colours alone', () => {
  const kept = [square(0, 100, '#ff0000'), line('#0000ff')];
  expect(coloursAlone(documentOf([line(), ...kept])).layers[0]?.items).toEqual(kept);
});

it('colours places well inside a filled area, and none in its hole', () => {
  const ring: Item = {
    tool: 'fill',
    colour: '#00ff00',
    rings: [
      [0, 0, 300, 0, 300, 300, 0, 300],
      [50, 50, 250, 50, 250, 250, 50, 250],
    ],
  };
  const pins = colourPins(documentOf([ring]));
  expect(pins.length).toBeGreaterThan(0);
  for (const { at, colour } of pins) {
    const [x, y] = at;
    expect(Math.min(x, y, 300 - x, 300 - y)).toBeGreaterThanOrEqual(8);
    expect(x > 50 && x < 250 && y > 50 && y < 250).toBe(false);
    expect(colour).toBe('#00ff00');
  }
  // The upper area comes later; a sliver has its one best place; without following there is none.
  const two = documentOf([square(0, 100, '#ff0000'), square(0, 4, '#0000ff')]);
  expect(colourPins(two).at(-1)?.colour).toBe('#0000ff');
  expect(colourPins(two).filter(({ colour }) => colour === '#0000ff')).toHaveLength(1);
  expect(colourPins(withColoursFollowed(two, false))).toEqual([]);
});

it('colours nothing where a line lies: a poured line is no area', () => {
  const round = { tool: 'ellipse', size: 20, from: [0, 0], to: [200, 100], turn: 90 } as const;
  const pen: Item = { tool: 'pen', size: 20, pressure: false, points: [[0, 0, 0.5], [100, 0, 0.5]] }; // prettier-ignore
  const poured = (rings: readonly (readonly number[])[]): Item => ({ tool: 'fill', colour: '#ff0000', rings });
  const strip = poured([[0, -10, 100, -10, 100, 10, 0, 10]]);
  expect(colourPins(documentOf([pen, strip]))).toEqual([]);
  expect(colourPins(documentOf([strip])).length).toBeGreaterThan(0);
  // Turned by 90 degrees the ellipse stands upright around (100, 50): its rim goes through (100, -50).
  const rim = poured([[90, -58, 110, -58, 110, -42, 90, -42]]);
  const middle = poured([[90, 40, 110, 40, 110, 60, 90, 60]]);
  expect(colourPins(documentOf([round, rim]))).toEqual([]);
  expect(colourPins(documentOf([round, middle])).length).toBeGreaterThan(0);
});
