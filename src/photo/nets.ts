// Which net reads a map: the one made for the map's kind, or one made for a near kind. Pure.
import type { PackInfo } from '../../workers/engine/api.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';

/** Conditions by their names in packs, best first. */
const CONDITIONS: Readonly<Record<PreprocessorName, readonly string[]>> = {
  none: ['scribble', 'lineart', 'canny', 'softedge'],
  invert: ['lineart', 'scribble', 'canny', 'softedge'],
  threshold: ['scribble', 'lineart', 'canny', 'softedge'],
  canny: ['canny', 'lineart', 'scribble', 'softedge'],
  lineart_standard: ['lineart', 'canny', 'scribble', 'softedge'],
  scribble_hed: ['scribble', 'softedge', 'lineart', 'canny'],
  scribble_xdog: ['scribble', 'lineart', 'canny', 'softedge'],
  scribble_inkling: ['scribble', 'softedge', 'lineart', 'canny'],
  softedge_hed: ['softedge', 'hed', 'scribble', 'lineart'],
  softedge_inkling: ['softedge', 'hed', 'scribble', 'lineart'],
  mlsd: ['mlsd', 'canny', 'lineart', 'scribble'],
  mlsd_lsd: ['mlsd', 'canny', 'lineart', 'scribble'],
  seg_ofade20k: ['seg', 'segmentation'],
  depth_anything: ['depth'],
  depth_file: ['depth'],
  normal_bae: ['normal', 'normalbae', 'normal_bae'],
  normal_midas: ['normal', 'normalbae', 'normal_bae'],
  openpose: ['openpose', 'pose'],
};

/** What a net may be made for to read maps of this kind, best first. */
export const conditionsOf = (kind: PreprocessorName): readonly string[] => CONDITIONS[kind];

/** Every kind of map there can be; some are made by hand only. */
export const MAP_KINDS = Object.keys(CONDITIONS) as readonly PreprocessorName[];

export interface ChosenNet {
  readonly name: string;
  /** Whether the net was made for maps of this or a near kind. */
  readonly fits: boolean;
}

/** The net of `pack` for a map of this kind; null when the pack has no nets. */
export function netFor({ controlNets }: Pick<PackInfo, 'controlNets'>, kind: PreprocessorName): ChosenNet | null {
  for (const condition of CONDITIONS[kind]) {
    const fitting = controlNets.filter(({ name, conditions }) => name === condition || conditions.includes(condition));
    const net = fitting.find(({ light }) => !light) ?? fitting[0]; // a T2I-Adapter is less strict
    if (net) return { name: net.name, fits: true };
  }
  const first = controlNets[0];
  return first ? { name: first.name, fits: false } : null;
}
