// Units as another program's picture says they were; what they looked at is not in it. Pure.
import type { ControlMode, PackInfo, ResizeMode } from '../../workers/engine/api.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';
import { MAP_KINDS } from '../photo/nets.ts';
import type { Unit } from './types.ts';
import { MAX_UNITS, newUnit } from './units.ts';

export interface ToldUnit {
  readonly model: string;
  /** The preprocessor, as sd-webui-controlnet calls it. */
  readonly module: string | null;
  readonly weight: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly mode: ControlMode | null;
  readonly resize: ResizeMode | null;
}

export interface TakenUnits {
  readonly units: readonly Unit[];
  /** Models that the pack has nothing of their kind for. */
  readonly missingNets: readonly string[];
  /** Preprocessors that have no photo to work on. */
  readonly idleModules: readonly string[];
}

/** Preprocessors that make of a picture what a drawing is already: lines. */
const OF_LINES = /^(none|invert|threshold|scribble.*|lineart.*)$/;

/** Each told unit in the place of one that is here, which goes on looking at what it looked at; the rest is switched off. */
export function takenUnits(
  units: readonly Unit[],
  told: readonly ToldUnit[],
  pack: Pick<PackInfo, 'controlNets'> | null,
  newId: () => string,
): TakenUnits {
  if (told.length === 0) return { units, missingNets: [], idleModules: [] };
  const missingNets: string[] = [];
  const idleModules: string[] = [];
  const taken = told.slice(0, MAX_UNITS).map((each, i): Unit => {
    const unit = units[i] ?? newUnit(newId());
    const net = netCalled(each.model, pack);
    if (net === null) missingNets.push(each.model);
    const kind = MAP_KINDS.find((name) => name === each.module);
    const photo = unit.source.kind === 'file' && kind !== undefined;
    if (each.module !== null && !photo && !OF_LINES.test(each.module)) idleModules.push(each.module);
    return {
      ...unit,
      on: true,
      net,
      weight: each.weight ?? unit.weight,
      ...(each.start !== null && each.end !== null && each.start <= each.end && { start: each.start, end: each.end }),
      mode: each.mode ?? unit.mode,
      resize: each.resize ?? unit.resize,
      ...(photo && unit.source.kind === 'file' && { source: withModule(unit.source, kind) }),
    };
  });
  const rest = units.slice(taken.length).map((unit) => ({ ...unit, on: false }));
  return { units: [...taken, ...rest], missingNets, idleModules };
}

function withModule(source: Extract<Unit['source'], { kind: 'file' }>, preprocessor: PreprocessorName): Unit['source'] {
  return source.preprocessor === preprocessor ? source : { ...source, preprocessor, map: null };
}

/** "control_v11p_sd15_canny [d14c016b]" is a net for canny, whatever it is called here. */
function netCalled(model: string, pack: Pick<PackInfo, 'controlNets'> | null): string | null {
  const nets = pack?.controlNets ?? [];
  const words = model.toLowerCase().split(/[^a-z0-9]+/);
  const exact = nets.find(({ name }) => name.toLowerCase() === model.toLowerCase());
  const alike = nets.find(({ name, conditions }) =>
    [name, ...conditions].some((condition) => words.includes(condition.toLowerCase())),
  );
  return (exact ?? alike)?.name ?? null;
}
