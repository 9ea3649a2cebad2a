// Units as another program's picture says they were; what they looked at is not in it. Pure.
import type { PackInfo } from '../../workers/engine/api.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';
import { MAP_KINDS } from '../photo/nets.ts';
import type { ToldControl } from './foreign/types.ts';
import type { Unit } from '../state/control.ts';
import { MAX_UNITS, newUnit } from '../state/units.ts';

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
  told: readonly ToldControl[],
  pack: Pick<PackInfo, 'controlNets'> | null,
  newId: () => string,
): TakenUnits {
  if (told.length === 0) return { units, missingNets: [], idleModules: [] };
  const missingNets: string[] = [];
  const idleModules: string[] = [];
  const taken = told.slice(0, MAX_UNITS).map((each, i): Unit => {
    const unit = units[i] ?? newUnit(newId());
    const net = netCalled(each.net, pack);
    if (net === null) missingNets.push(each.net);
    const kind = MAP_KINDS.find((name) => name === kindOf(each.preprocessor));
    const photo = unit.source.kind === 'file' && kind !== undefined;
    const { preprocessor } = each;
    if (preprocessor !== undefined && !photo && !OF_LINES.test(preprocessor)) idleModules.push(preprocessor);
    return {
      ...unit,
      on: true,
      net,
      weight: each.weight ?? unit.weight,
      ...windowOf(each),
      mode: each.mode ?? unit.mode,
      resize: each.resize ?? unit.resize,
      ...(photo && unit.source.kind === 'file' && { source: withModule(unit.source, kind) }),
    };
  });
  const rest = units.slice(taken.length).map((unit) => ({ ...unit, on: false }));
  return { units: [...taken, ...rest], missingNets, idleModules };
}

/** Its window of steps; one end alone goes to the edge on the other side. */
function windowOf({ start, end }: ToldControl): Pick<Unit, 'start' | 'end'> | null {
  return start === undefined && end === undefined ? null : { start: start ?? 0, end: end ?? 1 };
}

/** A preprocessor of sd-webui-controlnet by the name that it has here. */
function kindOf(preprocessor: string | undefined): string | undefined {
  return preprocessor?.startsWith('openpose') ? 'openpose' : preprocessor;
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
