// Pictures from outside: upload, drop and paste put them under the strokes.
import { keepImage } from '../drawing/images.ts';
import { failureOf } from '../services/engine.ts';
import { decodeImage, sizeOf } from '../services/pixels.ts';
import { store } from '../store/store.ts';
import { setDrawing } from './draw.ts';
import { notify } from './notice.ts';

/** Lays a picture under the strokes. Dark pictures are taken for white-on-black hints and shown as dark ink on paper. */
export async function importImage(file: Blob): Promise<void> {
  try {
    const source = await decodeImage(file);
    const [width, height] = sizeOf(source);
    const id = crypto.randomUUID();
    const { dark } = keepImage(id, source, width, height);
    if (source instanceof ImageBitmap) source.close();
    setDrawing({ ...store.getState().drawing.present, image: { id, inverted: dark } });
    notify(
      dark ? 'Picture added, shown as dark lines on paper. Invert swaps it.' : 'Picture added under your strokes.',
    );
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
      take(files);
    },
    paste: (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) take(files);
    },
  };
  const entries = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of entries) window.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of entries) window.removeEventListener(name, listener);
  };
}

function take(files: readonly File[]): void {
  const picture = files.find((file) => file.type.startsWith('image/'));
  if (picture) void importImage(picture);
  else notify('That is no picture. Use a PNG, JPEG, WebP, GIF, AVIF or SVG file.');
}
