// The gallery's copy of a picture gets the look that its picture was given on the page, when the hand rests.
import { pictureOf } from '../../jobs/stock.ts';
import { amendPictureFiles } from '../../library/pictures.ts';
import { keptFiles } from './keep.ts';
import { tellTrouble } from '../../notices/trouble.ts';

const REST_MS = 1200;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

export function keepLookSoon(id: string): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => void keepLook(id).catch(tellTrouble), REST_MS),
  );
}

async function keepLook(id: string): Promise<void> {
  timers.delete(id);
  const kept = pictureOf(id);
  if (!kept) return;
  await amendPictureFiles(kept.record, await keptFiles(kept.record, kept.pixels));
}
