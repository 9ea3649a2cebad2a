// Pictures from outside: upload, drop and paste put them under the strokes.
import { newLayerId, pictureLayer, withPicture } from '../drawing/document.ts';
import { keepImage } from '../drawing/images.ts';
import { t } from '../i18n/i18n.ts';
import { failureOf } from '../services/engine.ts';
import { readPicture } from '../services/pictureFile.ts';
import { sizeOf } from '../services/pixels.ts';
import { store } from '../store/store.ts';
import { setDrawing } from './draw.ts';
import { setHint } from './hint.ts';
import { takeFile } from './files.ts';
import { notify } from './notice.ts';

/** Longer side that pictures for the paper are decoded at. */
const PAPER_SIDE = 2048;

/** How a photo lies on the paper: half seen, to trace over. */
const GUIDE = { lines: false, opacity: 0.5 } as const;

/** Lays a picture under the strokes; one that looks like no drawing is a guide. Dark pictures are taken for white-on-black hints and shown as dark ink on paper. */
export async function importImage(file: Blob): Promise<void> {
  try {
    const { source, notes } = await readPicture(file, PAPER_SIDE);
    const [width, height] = sizeOf(source);
    const id = crypto.randomUUID();
    const { dark, sketch } = keepImage(id, source, width, height);
    if (source instanceof ImageBitmap) source.close();
    const how = sketch ? { inverted: dark } : GUIDE;
    setDrawing(withPicture(store.getState().drawing.present, pictureLayer(newLayerId(), id, how)));
    setHint('drawing'); // a map in its place would hide it
    const words = t(!sketch ? 'canvas:guideAdded' : dark ? 'canvas:pictureAddedDark' : 'canvas:pictureAdded');
    // That it was scaled is of no weight here: the paper is coarser than any photo.
    notify([words, ...notes.filter((note) => note.includes('animated'))].join(' '));
  } catch (error) {
    const { message, hint } = failureOf(error);
    notify(`${message} ${hint}`);
  }
}

/** Takes pictures that are dropped on the page or pasted into it. Returns the way to stop. */
export function listenForImages(): () => void {
  const root = document.documentElement;
  let depth = 0;
  const setDropping = (next: number): void => {
    depth = Math.max(0, next);
    root.toggleAttribute('data-dropping', depth > 0);
  };
  const listeners: { readonly [K in keyof WindowEventMap]?: (event: WindowEventMap[K]) => void } = {
    dragenter: (event) => {
      if (event.dataTransfer?.types.includes('Files')) setDropping(depth + 1);
    },
    dragleave: () => setDropping(depth - 1),
    dragover: (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    },
    drop: (event) => {
      setDropping(0);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take(files, event.target);
    },
    paste: (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) take(files, null);
    },
  };
  const entries = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of entries) window.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of entries) window.removeEventListener(name, listener);
  };
}

/** To where it was dropped: the paper, the start picture, a unit; else to the photo panel while it is open, else to the paper. */
function take(files: readonly File[], target: EventTarget | null): void {
  const file = files.find(({ type, name }) => type.startsWith('image/') || name.toLowerCase().endsWith('.inkling'));
  if (!file) return notify(t('canvas:noPicture'));
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-drop]')?.dataset['drop'] : undefined;
  // Whoever drops a picture on a card wants it there; anywhere else it may be asked what it tells.
  if (place === 'start' || place === 'unit') takePicture(file, target);
  else void takeFile(file, () => takePicture(file, target));
}

function takePicture(picture: File, target: EventTarget | null): void {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-drop]') : null;
  const { drop, unit = '' } = place?.dataset ?? {};
  if (drop === 'start') void import('./start.ts').then(({ startFromFile }) => startFromFile(picture));
  else if (drop === 'unit') void import('./unitFile.ts').then(({ setUnitFile }) => setUnitFile(unit, picture));
  else if (drop === 'paper' || !store.getState().photo.open) void importImage(picture);
  else void import('./photo.ts').then(({ choosePhoto }) => choosePhoto(picture));
}
