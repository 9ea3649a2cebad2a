import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Control, MaskStroke, Unit } from '../state/control.ts';
import { INITIAL_CONTROL, newUnit, NO_MASK, NO_START } from '../state/units.ts';
import { controlOfBefore, encodeControl, parseControl, picturesOf } from './wire.ts';

const file = { id: 'a', width: 640, height: 480, name: 'cat.jpg' };
const map = { id: 'b', width: 512, height: 384, name: 'cat.jpg' };
const full: Control = {
  units: [
    { ...newUnit('one'), weight: 0.4, start: 0.2, end: 0.9, mode: 'prompt', net: 'scribble' },
    { ...newUnit('two', { kind: 'file', file, preprocessor: 'canny', map }), on: false, resize: 'fill', mode: 'guess' },
    newUnit('three', { kind: 'layer', layer: 'sky' }),
    newUnit('four', { kind: 'map' }),
  ],
  start: { source: { kind: 'picture', picture: { ...file, id: 'c' }, from: 'result' }, strength: 0.5 },
  mask: { on: false, inverted: true, blur: 12, strokes: [{ erase: true, size: 40, points: [-3, 4, 5, -600, 7, 8] }] },
};
const again = (control: Control): unknown => JSON.parse(JSON.stringify(encodeControl(control)));

it('what is written is read again', () => {
  for (const control of [INITIAL_CONTROL, full, { ...full, units: [] }]) {
    expect(parseControl(again(control))).toEqual(control);
  }
});

it('any mask comes back, to the nearest unit', () => {
  const at = fc.integer({ min: -4000, max: 4000 });
  const stroke = fc.record({
    erase: fc.boolean(),
    size: fc.integer({ min: 1, max: 500 }),
    points: fc.array(fc.tuple(at, at), { minLength: 1, maxLength: 20 }).map((points) => points.flat()),
  });
  fc.assert(
    fc.property(fc.array(stroke, { maxLength: 5 }), fc.boolean(), (strokes: MaskStroke[], inverted) => {
      const control = { ...INITIAL_CONTROL, mask: { on: true, inverted, blur: 0, strokes } };
      expect(parseControl(again(control))).toEqual(control);
    }),
  );
});

it('anything at all is read without an error, into something that can be written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('units', 'start', 'mask'), (value, key) => {
      const control = parseControl({ [key]: value });
      expect(parseControl(again(control))).toEqual(control);
    }),
  );
  for (const value of [undefined, null, 7, 'x', [], {}]) expect(parseControl(value)).toEqual(INITIAL_CONTROL);
});

it('damaged parts are left out, sound parts stay', () => {
  const unit = (part: object): object => ({ ...newUnit('one'), ...part });
  const { units, start, mask } = parseControl({
    units: [
      unit({ weight: 9, start: 0.7, end: 0.2, mode: 'magic', resize: 7, net: 'x'.repeat(999), on: 'yes' }),
      unit({ id: 'one', weight: NaN }),
      unit({ source: { kind: 'file', file: { id: '', width: 1, height: 1 } } }),
      unit({ source: { kind: 'spell' } }),
      'no unit',
    ],
    start: { source: { kind: 'picture', picture: file, from: 'moon' }, strength: 3 },
    mask: {
      on: 1,
      inverted: 'no',
      strokes: [[0, 30, 1, 1], [2, 30, 1, 1], [0, 0, 1, 1], [0, 30, 1], [0, 30, 1, 1e9], {}],
    },
  });
  expect(units).toEqual([{ ...newUnit('one'), start: 0.7 }, { ...newUnit('unit-1-again') }] satisfies Unit[]);
  expect(start).toEqual(NO_START);
  expect(mask).toEqual({ ...NO_MASK, strokes: [{ erase: false, size: 30, points: [1, 1] }] });
});

it('a flood is cut off', () => {
  const units = Array.from({ length: 500 }, () => newUnit('x'));
  const long = [0, 30, ...new Array<number>(100_000).fill(0)];
  const { units: kept, mask } = parseControl({ units, mask: { strokes: new Array(100).fill(long) } });
  expect(kept).toHaveLength(8);
  expect(new Set(kept.map(({ id }) => id)).size).toBe(8);
  expect(mask.strokes.length).toBe(3);
});

it("a link of before: its weight is the first unit's", () => {
  expect(controlOfBefore(undefined)).toEqual(INITIAL_CONTROL);
  expect(controlOfBefore(0.6).units).toEqual([{ ...INITIAL_CONTROL.units[0], weight: 0.6 }]);
  expect(controlOfBefore('much')).toEqual(INITIAL_CONTROL);
});

it('names the pictures that must travel beside', () => {
  expect(picturesOf(full)).toEqual(['a', 'b', 'c']);
  expect(picturesOf(INITIAL_CONTROL)).toEqual([]);
});
