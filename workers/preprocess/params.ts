// A request's parameters checked against a preprocessor's description and filled up with its defaults. Pure.
import { AppError } from '../errors.ts';
import type { Meta, NumberParam, Params } from './types.ts';

/** sd-webui-controlnet's slider. */
export const RESOLUTION: NumberParam = {
  key: 'resolution',
  label: 'Resolution',
  min: 64,
  max: 2048,
  step: 8,
  default: 512,
};

/** All sliders of a preprocessor. */
export function sliders(meta: Meta): readonly NumberParam[] {
  return meta.frame === 'detect' ? [...meta.params, RESOLUTION] : meta.params;
}

/** @throws AppError 'bad-input' naming the parameter */
export function completeParams(meta: Meta, given: Params): Params {
  const known = sliders(meta);
  const stranger = Object.keys(given).find((key) => !known.some((param) => param.key === key));
  if (stranger !== undefined) {
    const names = known.map(({ key }) => key).join(', ');
    throw new AppError('bad-input', `${meta.name} has no parameter "${stranger}".`, `It has: ${names || 'none'}.`);
  }
  return Object.fromEntries(known.map((param) => [param.key, checked(param, given[param.key])]));
}

function checked({ key, flag, min, max, default: usual }: NumberParam, value: number | undefined): number {
  if (value === undefined) return usual;
  if (flag && value !== 0 && value !== 1)
    throw new AppError('bad-input', `${key} is ${value}.`, 'Give 0 for no or 1 for yes.');
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new AppError('bad-input', `${key} is ${value}.`, `Give a number from ${min} to ${max}.`);
}
