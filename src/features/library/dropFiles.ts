// Files that are dropped on the page or pasted into it: each goes to what it was meant for.
import { t } from '../../i18n/i18n.ts';
import { store } from '../../state/store.ts';
import { isTyping } from '../../ui/isTyping.ts';
import { takeFile, takeFiles } from './files.ts';
import type { Dropped } from '../models/folder.ts';
import { notify } from '../../notices/notice.ts';
import { pasteWords, takeStyles } from '../making/onDemand.ts';
import { addModelFiles, takeFolders } from '../models/onDemand.ts';
import { choosePhoto } from '../photo/onDemand.ts';
import { setUnitFile, startFromFile } from '../control/onDemand.ts';
import { importImage } from '../drawing/onDemand.ts';

/** Takes pictures that are dropped on the page or pasted into it. Returns the way to stop. */
export function listenForFiles(): () => void {
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
      const folders = foldersOf(event.dataTransfer);
      const names = new Set(folders.map(({ entry }) => entry.name)); // a folder is among the files, too, as one of no use
      const files = [...(event.dataTransfer?.files ?? [])].filter(({ name, type }) => type !== '' || !names.has(name));
      if (files.length + folders.length === 0) return;
      event.preventDefault();
      if (folders.length > 0) takeFolders(folders);
      if (files.length > 0) take(files, event.target);
    },
    paste: (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) return take(files, null);
      // Text goes into the words, unless a field or a dialog has the focus.
      const free = !isTyping(event.target) && !document.querySelector(':modal');
      if (free) pasteWords(event.clipboardData?.getData('text/plain') ?? '');
    },
  };
  const entries = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of entries) window.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of entries) window.removeEventListener(name, listener);
  };
}

/** Folders among what is dropped: the browser tells of them while the event runs, and never again. */
function foldersOf(transfer: DataTransfer | null): readonly Dropped[] {
  return [...(transfer?.items ?? [])].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    if (!entry?.isDirectory) return [];
    // Chromium's: https://wicg.github.io/file-system-access/#drag-and-drop
    const able = item as { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };
    const handle = able.getAsFileSystemHandle?.() ?? Promise.resolve(null);
    return [{ entry: entry as FileSystemDirectoryEntry, handle }];
  });
}

/** Whatever it is then: what is in it decides. */
const MODEL_FILE = /\.(safetensors|ckpt|pth?|bin|gguf)$/i;

/** Models to the shelf, styles to the presets; a picture to where it was dropped: the paper, the start picture, a unit; else to the photo panel while it is open, else to the paper. */
function take(files: readonly File[], target: EventTarget | null): void {
  const models = files.filter(({ name }) => MODEL_FILE.test(name));
  if (models.length > 0) return addModelFiles(models);
  const table = files.find(({ name }) => /\.csv$/i.test(name));
  if (table) return takeStyles(table);
  const file = files.find(({ type, name }) => type.startsWith('image/') || name.toLowerCase().endsWith('.inkling'));
  if (!file) return notify(t('canvas:noPicture'));
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-drop]')?.dataset['drop'] : undefined;
  // Whoever drops a picture on a card wants it there; anywhere else it may be asked what it tells.
  const pictures = files.filter(({ type }) => type.startsWith('image/'));
  if (place === 'start' || place === 'unit') takePicture(file, target);
  else if (pictures.length > 1 && pictures.includes(file)) void takeFiles(pictures, (one) => takePicture(one, target));
  else void takeFile(file, () => takePicture(file, target));
}

function takePicture(picture: File, target: EventTarget | null): void {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-drop]') : null;
  const { drop, id = '' } = place?.dataset ?? {};
  if (drop === 'start') startFromFile(picture);
  else if (drop === 'unit') setUnitFile(id, picture);
  else if (drop === 'paper' || !store.getState().photo.open) importImage(picture);
  else choosePhoto(picture);
}
