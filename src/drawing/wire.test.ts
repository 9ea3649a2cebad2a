import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, documentOf, EMPTY_DOCUMENT, inkLayer, type Layer, pictureLayer } from './document.ts';
import type { Item, XY } from './items.ts';
import { quantized, quantizedPressure } from './itemWire.ts';
import { encodeDocument, parseDocument } from './wire.ts';

const through = (document: Document): Document =>
  parseDocument(JSON.parse(JSON.stringify(encodeDocument(document))) as unknown);

const coordinate = fc.double({ min: -2000, max: 2000, noNaN: true }).map((value) => quantized(value) + 0);
const xy = fc.tuple(coordinate, coordinate);
const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const size = fc.integer({ min: 1, max: 1600 }).map((value) => value / 10);
const tinted = <T extends object>(item: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(item, fc.option(colour)).map(([each, tint]) => (tint === null ? each : { ...each, colour: tint }));
const pressure = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => quantizedPressure(value) + 0);
const stroke = fc.boolean().chain((measured) =>
  tinted(
    fc.record({
      tool: fc.constantFrom('pen' as const, 'eraser' as const),
      size,
      pressure: fc.constant(measured),
      points: fc.array(fc.tuple(coordinate, coordinate, measured ? pressure : fc.constant(0.5)), { minLength: 1 }),
    }),
  ),
);
const shape = tinted(
  fc.record({
    tool: fc.constantFrom('line' as const, 'rectangle' as const, 'ellipse' as const),
    size,
    from: xy,
    to: xy,
  }),
);
const turnedShape = fc
  .tuple(shape, coordinate)
  .map(([each, turn]) => (each.tool === 'line' || turn === 0 ? each : { ...each, turn }));
const fill = fc.record({
  tool: fc.constant('fill' as const),
  colour,
  rings: fc.array(
    fc.array(xy, { minLength: 1 }).map((points: XY[]) => points.flat()),
    { minLength: 1, maxLength: 3 },
  ),
});
const items: fc.Arbitrary<Item[]> = fc.array(fc.oneof(stroke, turnedShape, fill), { maxLength: 5 });
const base = { name: fc.string({ maxLength: 20 }), shown: fc.boolean(), opacity: fc.constantFrom(0, 0.25, 1), items };
const side = fc.integer({ min: 1, max: 8 * 8192 }).map((value) => value / 8);
const place = fc.option(fc.record({ x: coordinate, y: coordinate, width: side, height: side, angle: coordinate }));
const pictured = { ...base, image: fc.uuid(), place, inverted: fc.boolean(), lines: fc.boolean() };
const layer: fc.Arbitrary<Layer> = fc
  .uuid()
  .chain((id) =>
    fc.oneof(
      fc.record({ kind: fc.constant('ink' as const), id: fc.constant(id), ...base }),
      fc.record({ kind: fc.constant('picture' as const), id: fc.constant(id), ...pictured }),
      fc.record({ kind: fc.constant('map' as const), id: fc.constant(id), ...pictured, map: fc.constant('canny') }),
    ),
  );
const pins = fc.array(fc.record({ at: xy, colour }), { minLength: 1, maxLength: 4 });
const documents: fc.Arbitrary<Document> = fc
  .tuple(fc.uniqueArray(layer, { minLength: 1, maxLength: 5, selector: ({ id }) => id }), fc.option(pins))
  .map(([layers, pinned]) => ({ layers, active: layers[0].id, ...(pinned && { pins: pinned }) }));

describe('the wire form of a document', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(through(document)).toEqual(document);
      }),
      { numRuns: 60 },
    );
  });

  it('is made once for a document', () => {
    expect(encodeDocument(EMPTY_DOCUMENT)).toBe(encodeDocument(EMPTY_DOCUMENT));
  });

  it('reads the strokes of a link of version 1', () => {
    const link = [
      [0, 22, 1, [-1024, 7, 0, 1024, -7, 100]],
      [1, 64.5, 0, [2, 4]],
    ];
    expect(parseDocument(link)).toEqual(
      documentOf([
        {
          tool: 'pen',
          size: 22,
          pressure: true,
          points: [
            [-512, 3.5, 0],
            [0, 0, 1],
          ],
        },
        { tool: 'eraser', size: 64.5, pressure: false, points: [[1, 2, 0.5]] },
      ]),
    );
  });

  it('reads drawings from before there were layers', () => {
    const pen = { tool: 'pen', size: 20, pressure: false, points: [[1, 2, 0.5]] } as const;
    const eraser = { ...pen, tool: 'eraser' } as const;
    const image = { id: 'a', inverted: true };
    expect(parseDocument({ strokes: [pen], image: null })).toEqual(documentOf([pen]));
    expect(parseDocument({ strokes: [pen], image })).toEqual({
      layers: [pictureLayer('picture', 'a', { inverted: true }), inkLayer('ink', [pen])],
      active: 'ink',
    });
    // The eraser took from the picture too.
    expect(parseDocument({ strokes: [pen, eraser], image })).toEqual({
      layers: [pictureLayer('picture', 'a', { inverted: true, items: [pen, eraser] }), inkLayer('ink')],
      active: 'ink',
    });
  });

  const sound = [0, 22, 0, [1, 2]];
  it.each([
    [null],
    [{}],
    [{ l: [] }],
    [[5]],
    [[[9, 22, 0, [1, 2]]]],
    [[[0, 22, 0, [1]]]],
    [[[0, 22, 0, []]]],
    [[[0, -1, 0, [1, 2]]]],
    [[[0, 22, 4, [1, 2]]]],
    [[[0, 22, 0, [1, '2']]]],
    [[[0, 22, 0, [1e9, 2]]]],
    [[[0, 22, 1, [1, 2, 101]]]],
    [[[0, 22, 0, [1, 2], 'red']]],
    [[[2, 22, 0, [1, 2]]]],
    [[[5, 0, 0, [[1, 2]]]]],
    [
      {
        l: [
          { k: 'i', id: 'a', d: [sound] },
          { k: 'i', id: 'a', d: [] },
        ],
      },
    ],
    [{ l: [{ k: 'p', id: 'a', d: [] }] }],
    [{ l: [{ k: 'i', id: 'a', d: [] }], c: 7 }],
    [{ l: [{ k: 'i', id: 'a', d: [] }], c: [[1, 2, 'red']] }],
    [{ l: [{ k: 'i', id: 'a', d: [] }], c: [[1, 1e9, '#ff0000']] }],
    [{ l: [{ k: 'p', id: 'a', p: 'x', b: [0, 0, 0, 4, 0], d: [] }] }],
    [{ l: [{ k: 'p', id: 'a', p: 'x', b: [0, 0, 4, 4], d: [] }] }],
    [{ l: [{ k: 'p', id: 'a', p: 'x', b: [0, 0, 4, 1e9, 0], d: [] }] }],
  ])('%j is refused', (value) => {
    expect(() => parseDocument(value)).toThrow('damaged');
  });

  it('reads pictures from before they could be moved, and keeps one whose place is damaged', () => {
    const layer = { k: 'p', id: 'a', p: 'x', d: [] };
    const fitted = { layers: [pictureLayer('a', 'x')], active: 'a' };
    expect(parseDocument({ l: [layer] })).toEqual(fitted);
    expect(parseDocument({ l: [{ ...layer, b: [1] }] }, 'skip')).toEqual(fitted);
  });

  it('what is sound of a damaged document can be kept', () => {
    const damaged = { l: [{ k: 'i', id: 'a', d: [sound, [0, NaN], 7] }, 8, { k: 'm', id: 'b', d: [] }], a: 'c' };
    const pen: Item = { tool: 'pen', size: 22, pressure: false, points: [[0.5, 1, 0.5]] };
    expect(parseDocument(damaged, 'skip')).toEqual({ layers: [inkLayer('a', [pen])], active: 'a' });
    expect(parseDocument(undefined, 'skip')).toEqual(EMPTY_DOCUMENT);
  });
});
