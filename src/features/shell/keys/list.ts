// Every shortcut of the page, as data: the listener acts on it and the `?` sheet is drawn from it. Add yours as a row.
import { endCompare, toggleCompare } from '../../making/compare.ts';
import { toggleUnfolded } from '../../drawing/draw.ts';
import { toggleFinish } from '../../making/finishPage.ts';
import { isBusy } from '../../making/job.ts';
import { toggleBare, toggleInspector } from '../../../state/layout.ts';
import { escape, generate, toggleLive } from '../../making/onDemand.ts';
import { closeMask } from '../../control/onDemand.ts';
import { openSheet } from '../../../state/sheet.ts';
import { stopSoon } from '../../../state/soon.ts';
import { store } from '../../../state/store.ts';
import { DRAWING_KEYS, VIEW_KEYS } from './drawing.ts';
import type { ShortcutGroup } from './types.ts';

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'shell:keysDrawing',
    rows: DRAWING_KEYS,
  },
  { title: 'canvas:zoomGroup', rows: VIEW_KEYS },
  {
    title: 'shell:keysPicture',
    rows: [
      { keys: ['mod+enter'], what: 'shell:keyGenerate', run: generate, whileTyping: true },
      // In the words, which hear these by themselves.
      { keys: ['enter'], what: 'shell:keyGenerateWords' },
      { keys: ['shift+enter'], what: 'shell:keyBreak' },
      { keys: ['mod+arrowup', 'mod+arrowdown'], what: 'shell:keyWeigh' },
      { keys: ['shift+l'], what: 'jobs:keyLive', run: toggleLive },
      { keys: ['shift+c'], what: 'jobs:keyCompare', run: toggleCompare },
      { keys: ['shift+f'], what: 'jobs:keyFinish', run: toggleFinish },
      {
        keys: ['escape'],
        what: 'common:cancel',
        run: stop,
        whileTyping: true,
      },
    ],
  },
  {
    title: 'control:keysTitle',
    // The cards and the mask listen by themselves.
    rows: [
      { keys: ['arrowup', 'arrowdown'], what: 'control:keyOrder' },
      { keys: ['arrowleft', 'arrowright'], what: 'control:keyBrush' },
      { keys: ['space'], what: 'control:keyPaint' },
    ],
  },
  {
    title: 'shell:keysPage',
    rows: [
      { keys: ['?'], what: 'shell:keySheet', run: () => openSheet('shortcuts') },
      { keys: ['s'], what: 'shell:inspector', run: toggleInspector },
      { keys: ['f'], what: 'shell:keyBare', run: toggleBare },
    ],
  },
];

/** Escape takes away what is on top: a picture about to be made, a comparison, the colours, a picture in the making, the mask, the layers, the projector's view. */
function stop(): boolean {
  if (stopSoon()) return true;
  const { view, unfolded, job, masking, bare } = store.getState();
  if (view.kind === 'compare') endCompare();
  else if (unfolded === 'colours') toggleUnfolded(unfolded);
  else if (isBusy(job)) escape();
  else if (masking) closeMask();
  else if (unfolded) toggleUnfolded(unfolded);
  else if (bare) toggleBare();
  else return false;
  return true;
}
