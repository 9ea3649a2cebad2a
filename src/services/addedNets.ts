// The nets that were added to this device beside those of the model in use. Pure.
import type { ModelRecord, PackInfo } from '../../workers/engine/api.ts';

/** `pack` with every added net that fits it; the pack's own come first, and keep their names. */
export function withNets(pack: PackInfo, models: readonly ModelRecord[]): PackInfo {
  const fitting = models.filter(({ kind, family }) => kind === 'controlnet' && fits(family, pack));
  if (fitting.length === 0) return pack;
  const own = new Set(pack.controlNets.map(({ name }) => name));
  const added = fitting
    .filter(({ name }) => !own.has(name))
    .map(({ name, condition }) => ({ name, conditions: condition === null ? [] : [condition] }));
  return { ...pack, controlNets: [...pack.controlNets, ...added] };
}

const fits = (family: ModelRecord['family'], pack: PackInfo): boolean => family === 'unknown' || family === pack.family;
