import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INITIAL_CONTROL, newUnit } from '../state/units.ts';
import { documentOf, inkLayer, pictureLayer } from '../drawing/document.ts';
import { INITIAL_FINISH } from '../state/finish.ts';
import { INITIAL_STATE } from '../state/store.ts';
import type { AppState } from '../state/types.ts';
import { applyPage, encodePage, pageOf, parsePage } from './page.ts';

const state: AppState = {
  ...INITIAL_STATE,
  prompt: 'a house, 家 🏠',
  negativePrompt: 'text',
  seed: { value: 2 ** 32 - 1, locked: true },
  overrides: { steps: 12, sampler: 'euler-a' },
  drawing: {
    past: [],
    future: [],
    present: {
      layers: [
        pictureLayer('picture', 'under', { inverted: true }),
        inkLayer('ink', [
          {
            tool: 'pen',
            size: 22,
            pressure: true,
            points: [
              [-512, 3.5, 0],
              [511.5, -2, 0.25],
            ],
          },
        ]),
      ],
      active: 'ink',
      pins: [{ at: [-20.5, 300], colour: '#12ab9f' }],
    },
  },
  photo: {
    ...INITIAL_STATE.photo,
    open: true,
    agreed: ['https://a.example/net.onnx'],
    photo: { id: 'p', width: 30, height: 20, notes: [] },
    params: { canny: { low: 30 } },
    map: { id: 'm', width: 30, height: 20, kind: 'canny', origin: 'photo' },
  },
  units: [{ ...newUnit('u', { kind: 'map' }), weight: 0.3, mode: 'control' }],
  start: { source: { kind: 'drawing' }, strength: 0.4 },
  finish: {
    name: 'painted',
    ink: 'black',
    colours: 5,
    background: 'transparent',
    gap: 0,
    inverted: true,
  },
  mask: { on: true, inverted: false, blur: 4, strokes: [{ erase: false, size: 30, points: [1, 2, 3, 4] }] },
};

describe('a page as text', () => {
  it('comes back as it was', () => {
    expect(parsePage(encodePage(state))).toEqual({
      ...pageOf(state),
      photo: { ...INITIAL_STATE.photo, ...state.photo, open: undefined, agreed: undefined },
    });
  });

  it('put on an empty page gives the same page, and leaves what belongs to the device', () => {
    const put = { ...INITIAL_STATE, ...applyPage(parsePage(encodePage(state)), INITIAL_STATE) };
    expect(encodePage(put)).toBe(encodePage(state));
    expect(put.photo).toMatchObject({ open: false, agreed: [] });
    expect(put.drawing.past).toEqual([INITIAL_STATE.drawing.present]);
  });

  it('of version 1 is still read', () => {
    const text = '{"p":"house","n":"","r":7,"s":{"steps":3},"d":[[0,20,0,[2,4,2,2]]]}';
    const page = parsePage(text);
    expect(page.words).toMatchObject({ prompt: 'house', seed: { value: 7, locked: false }, settings: { steps: 3 } });
    expect(page.control).toEqual(INITIAL_CONTROL);
    expect(page.finish).toEqual(INITIAL_FINISH);
    const weighed = parsePage(text.replace('"steps":3', '"controlWeight":0.5'));
    expect(weighed.control.units).toMatchObject([{ source: { kind: 'drawing' }, weight: 0.5 }]);
    const points = [
      [1, 2, 0.5],
      [2, 3, 0.5],
    ] as const;
    expect(page.drawing).toEqual(documentOf([{ tool: 'pen', size: 20, pressure: false, points }]));
  });

  it('from before there were finishes follows the pack', () => {
    const { z, ...before } = JSON.parse(encodePage(state)) as Record<string, unknown>;
    expect(z).toBeTypeOf('object'); // the slice is there to be taken out
    expect(parsePage(JSON.stringify(before)).finish).toEqual(INITIAL_FINISH);
  });

  it('of a newer version is refused as such', () => {
    expect(() => parsePage('{"v":3}')).toThrow(expect.objectContaining({ code: 'unsupported' }) as Error);
  });

  it('that is anything else gives one error, never another one', () => {
    const whole = encodePage(state);
    const anyText = fc.oneof(fc.string(), fc.json(), cutOrChanged(whole));
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          parsePage(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'AppError' });
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** A page with some of its characters gone or replaced. */
function cutOrChanged(whole: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(whole.length), fc.nat(8), fc.string({ maxLength: 3 }))
    .map(([at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length));
}
