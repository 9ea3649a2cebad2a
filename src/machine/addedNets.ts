// The nets that were added to this device beside those of the model in use. Pure.
import type { ModelRecord, PackInfo } from '../../workers/engine/api.ts';

/** `pack` with every added net that fits it; the pack's own come first, and keep their names. */
export function withNets(pack: PackInfo, models: readonly ModelRecord[]): PackInfo {
  const fitting = models.filter(
    ({ kind, family }) => (kind === 'controlnet' || kind === 't2i-adapter') && fits(family, pack),
  );
  if (fitting.length === 0) return pack;
  const own = new Set(pack.controlNets.map(({ name }) => name));
  const added = fitting
    .filter(({ name }) => !own.has(name))
    .map(({ name, kind, condition }) => ({
      name,
      conditions: condition === null ? [] : [condition],
      ...(kind === 't2i-adapter' && { light: true as const }),
    }));
  return { ...pack, controlNets: [...pack.controlNets, ...added] };
}

const fits = (family: ModelRecord['family'], pack: PackInfo): boolean => family === 'unknown' || family === pack.family;
