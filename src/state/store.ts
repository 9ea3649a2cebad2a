// The one store: data slices only. Actions live in `features/` and write with `store.setState`.
import { createStore } from 'zustand/vanilla';
import { INITIAL_CONTROL } from './units.ts';
import { EMPTY_DOCUMENT } from '../drawing/document.ts';
import { startHistory } from '../drawing/history.ts';
import { INITIAL_FINISH } from './finish.ts';
import { INITIAL_JOBS } from './jobs.ts';
import { DEFAULT_PREFS, loadPrefs } from './prefs.ts';
import { isFoldOpen } from './folds.ts';
import { FIT } from '../drawing/view.ts';
import { EMPTY_SHELF } from './shelf.ts';
import type { AppState } from './types.ts';

export const INITIAL_STATE: AppState = {
  drawing: startHistory(EMPTY_DOCUMENT),
  tool: 'pen',
  brush: { pen: 22, eraser: 64 },
  colour: null,
  paperView: FIT,
  unfolded: null,
  inspector: false,
  front: 'paper',
  bare: false,
  masking: false,
  photo: {
    open: false,
    photo: null,
    preprocessor: 'canny',
    params: {},
    pixelPerfect: false,
    resize: 'crop',
    map: null,
    pose: null,
    agreed: [],
  },
  mapJob: { status: 'idle' },
  prompt: '',
  negativePrompt: '',
  overrides: {},
  seed: { value: 1, locked: false },
  pack: null,
  engine: { status: 'none' },
  job: { status: 'idle' },
  result: null,
  notice: null,
  sheet: null,
  shelf: EMPTY_SHELF,
  ...INITIAL_JOBS,
  ...INITIAL_CONTROL,
  unitJobs: {},
  finish: INITIAL_FINISH,
  clean: null,
  region: null,
  presets: null,
  prefs: DEFAULT_PREFS,
  update: false,
  installable: false,
};

export const store = createStore<AppState>(() => ({
  ...INITIAL_STATE,
  prefs: loadPrefs(),
  inspector: isFoldOpen('inspector'),
}));
