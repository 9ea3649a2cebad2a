// The picture dragged out of the page: as a file for the desktop and for other pages. It must be there when the drag starts.
import { store } from '../../state/store.ts';
import { resultFile } from './result.ts';

let ready: { readonly of: unknown; readonly file: File; readonly url: string } | null = null;

/** Makes the file that a drag would take; to be called when a pointer comes near. */
export async function readyToDrag(): Promise<void> {
  const of = lookOf();
  if (ready?.of === of) return;
  const file = await resultFile();
  if (!file || lookOf() !== of) return;
  if (ready) URL.revokeObjectURL(ready.url);
  ready = { of, file, url: URL.createObjectURL(file) };
}

/** Gives the drag its file; false where it is not there (yet). */
export function dragOut(transfer: DataTransfer): boolean {
  if (ready?.of !== lookOf()) return false;
  const { file, url } = ready;
  transfer.effectAllowed = 'copy';
  transfer.items.add(file);
  // Chromium's way to the desktop.
  transfer.setData('DownloadURL', `${file.type}:${file.name}:${url}`);
  return true;
}

/** Another one for another picture or another look of it. */
function lookOf(): string {
  const { result, clean, finish } = store.getState();
  return `${result?.id ?? ''} ${clean?.version ?? 0} ${finish.name ?? ''}`;
}
