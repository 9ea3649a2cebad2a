// The shape of the app's state: plain data, no pixels, no functions.
import type { BackendInfo, LoadProgress, PackInfo } from '../../workers/engine/api.ts';
import type { Mask, Start, Unit, UnitJob } from './control.ts';
import type { Document } from '../drawing/document.ts';
import type { History } from '../drawing/history.ts';
import type { CleanInfo, Finish } from './finish.ts';
import type { JobsSlice } from './jobs.ts';
import type { ToolName } from '../drawing/tools.ts';
import type { View } from '../drawing/view.ts';
import type { MapJob, PhotoState } from '../photo/types.ts';
import type { Preset } from './presets.ts';
import type { Failure } from '../machine/failure.ts';
import type { Prefs } from './prefs.ts';
import type { ShelfSlice } from './shelf.ts';
import type { SettingOverrides } from './settings.ts';

/** What has a size of its own; the shapes share the pen's. */
export type BrushName = 'pen' | 'eraser';

export type EngineStatus =
  | { readonly status: 'none' }
  | { readonly status: 'starting' }
  | { readonly status: 'loading'; readonly backend: BackendInfo; readonly progress: LoadProgress | null }
  | { readonly status: 'ready'; readonly backend: BackendInfo; readonly pack: PackInfo }
  | { readonly status: 'failed'; readonly error: Failure };

export type JobStatus =
  | { readonly status: 'idle' }
  /** The engine, the pack or an earlier picture must be finished first. */
  | { readonly status: 'loading' }
  | { readonly status: 'running'; readonly step: number; readonly steps: number }
  | { readonly status: 'done' }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: Failure };

/** What is known of the picture on the result canvas; its pixels are in `machine/resultStage.ts`. */
export interface ResultInfo {
  /** The id of its record, and in `jobs/stock.ts`. */
  readonly id: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly totalMs: number;
  readonly metadata: string;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** What its button says; `notices/notice.ts` knows what it does. */
  readonly action?: string;
}

/** What can lie over the whole page, one at a time; drawn by `features/shell/Sheets`. */
export type SheetName = 'gallery' | 'share' | 'restore' | 'presets' | 'shortcuts' | 'models' | 'storage';

export interface AppState extends JobsSlice {
  readonly drawing: History<Document>;
  readonly tool: ToolName;
  readonly brush: Readonly<Record<BrushName, number>>;
  /** Of pen, shapes and fill, '#rrggbb'; null: the paper's ink. */
  readonly colour: string | null;
  /** How the paper lies under its window. */
  readonly paperView: View;
  /** Layers: in the inspector; colours: beside the tools. */
  readonly unfolded: 'layers' | 'colours' | null;
  /** What is set at the side is in sight. */
  readonly inspector: boolean;
  /** Which pane is large where only one can be. */
  readonly front: 'paper' | 'picture';
  /** Paper, picture and words alone are seen. */
  readonly bare: boolean;
  /** The mask over the start picture is in the paper's place. */
  readonly masking: boolean;
  readonly photo: PhotoState;
  /** The control map in the making. */
  readonly mapJob: MapJob<Failure>;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly overrides: SettingOverrides;
  readonly seed: { readonly value: number; readonly locked: boolean };
  /** The pack whose defaults and examples the panels show; kept while the engine restarts. */
  readonly pack: PackInfo | null;
  readonly engine: EngineStatus;
  readonly job: JobStatus;
  readonly result: ResultInfo | null;
  readonly notice: Notice | null;
  readonly sheet: SheetName | null;
  readonly shelf: ShelfSlice;
  /** The control units, in their order; the first one's weight is the simple slider's. */
  readonly units: readonly Unit[];
  /** The maps of units' files in the making, by the unit's id. */
  readonly unitJobs: Readonly<Record<string, UnitJob<Failure>>>;
  readonly start: Start;
  readonly mask: Mask;
  /** How pictures are shown and kept. */
  readonly finish: Finish;
  /** The shown picture's clean form; null while there is none or it is not wanted. */
  readonly clean: CleanInfo | null;
  /** The region of the clean picture whose colour is chosen, by its seed. */
  readonly region: readonly [x: number, y: number] | null;
  /** Those of one's own; null until somebody looks at them. */
  readonly presets: readonly Preset[] | null;
  readonly prefs: Prefs;
  /** A new version of the page waits to be let in. */
  readonly update: boolean;
  /** The browser offers to install the page. */
  readonly installable: boolean;
}
