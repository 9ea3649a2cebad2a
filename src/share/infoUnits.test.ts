import { describe, expect, it } from 'vitest';
import type { ToldControl } from './foreign/types.ts';
import { takenUnits } from './infoUnits.ts';
import type { Unit } from '../state/control.ts';
import { newUnit } from '../state/units.ts';

const pack = {
  controlNets: [
    { name: 'scribble', conditions: ['scribble'], bytes: 0 },
    { name: 'edges', conditions: ['canny', 'lineart'], bytes: 0 },
  ],
} as unknown as Parameters<typeof takenUnits>[2];
const told: ToldControl = {
  net: 'control_v11p_sd15_canny [d14c016b]',
  preprocessor: 'canny',
  weight: 0.8,
  start: 0.1,
  end: 0.5,
  mode: 'control',
  resize: 'fill',
};
const picture = { id: 'p', width: 4, height: 4, name: 'a.png' };
const file = { kind: 'file', file: picture, preprocessor: 'none', map: null } as const;

const taken = (units: readonly Unit[], nets: readonly ToldControl[]) => takenUnits(units, nets, pack, () => 'new');
const values = { on: true, net: 'edges', weight: 0.8, start: 0.1, end: 0.5, mode: 'control', resize: 'fill' };

describe('units that a picture tells of', () => {
  it('give their values to the units that are here; those that are not told of are switched off', () => {
    const units = [newUnit('a', file), newUnit('b')];
    expect(taken(units, [told])).toEqual({
      units: [
        { ...newUnit('a'), ...values, source: { ...file, preprocessor: 'canny' } },
        { ...newUnit('b'), on: false },
      ],
      missingNets: [],
      idleModules: [],
    });
  });

  it('come anew where there are too few, and look at the drawing', () => {
    expect(taken([], [told])).toEqual({
      units: [{ ...newUnit('new'), ...values }],
      missingNets: [],
      idleModules: ['canny'],
    });
  });

  it('say which net is not here, and leave the choice to the page', () => {
    const { units, missingNets } = taken([newUnit('a')], [{ net: 'control_v11f1p_sd15_depth', start: 0.1, end: 0.5 }]);
    expect(missingNets).toEqual(['control_v11f1p_sd15_depth']);
    expect(units[0]).toMatchObject({ net: null, weight: null, start: 0.1 });
  });

  it('a preprocessor of lines is what the drawing is anyway', () => {
    expect(taken([newUnit('a')], [{ ...told, preprocessor: 'scribble_pidinet' }]).idleModules).toEqual([]);
  });

  it('change nothing where none is told of', () => {
    const units = [newUnit('a')];
    expect(taken(units, []).units).toBe(units);
  });
});
