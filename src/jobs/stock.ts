// Pixels of the pictures at hand: those of the strip and of the shown group. Never in the store; their ids are.
import type { PictureRecord } from '../files/types.ts';
import type { AppState, ResultInfo } from '../state/types.ts';

export interface Kept {
  readonly record: PictureRecord;
  readonly info: ResultInfo;
  readonly pixels: ImageData;
  /** Small, for strips and grids. */
  readonly thumb: ImageBitmap;
  /** The page that made it, for variations. */
  readonly page: AppState;
}

const THUMB_SIDE = 192;
const kept = new Map<string, Kept>();

export async function keepPicture(picture: Omit<Kept, 'thumb'>): Promise<void> {
  const { pixels, record } = picture;
  const scale = Math.min(1, THUMB_SIDE / Math.max(pixels.width, pixels.height));
  const thumb = await createImageBitmap(pixels, {
    resizeWidth: Math.max(1, Math.round(pixels.width * scale)),
    resizeHeight: Math.max(1, Math.round(pixels.height * scale)),
    resizeQuality: 'high',
  });
  kept.set(record.id, { ...picture, thumb });
}

export function pictureOf(id: string | null | undefined): Kept | null {
  return (id && kept.get(id)) || null;
}

/** The pages of all pictures at hand: what they refer to is still wanted. */
export function keptPages(): readonly AppState[] {
  return Array.from(kept.values(), ({ page }) => page);
}

/** Gives a picture at hand another page or record; nothing where it is gone. */
export function amendPicture(id: string, part: Partial<Pick<Kept, 'page' | 'record'>>): void {
  const picture = kept.get(id);
  if (picture) kept.set(id, { ...picture, ...part });
}

/** Lets go of every picture that is not wanted any more. */
export function keepOnly(wanted: ReadonlySet<string>): void {
  for (const [id, { thumb }] of kept) {
    if (wanted.has(id)) continue;
    thumb.close();
    kept.delete(id);
  }
}
