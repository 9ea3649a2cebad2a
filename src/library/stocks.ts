// Pixels that pages refer to, wherever they are kept in memory: one row for each keeper. Whoever keeps pixels of its own adds
// a row, and they survive reloads, travel in project files and come back with a picture's page.
import { keepPicture, pictureOf, prunePictures } from '../control/stock.ts';
import { picturesOf } from '../control/wire.ts';
import { imagesOf, withoutPictures } from '../drawing/document.ts';
import { hasImage, imageBlob, keepImage, pruneImages } from '../drawing/images.ts';
import { keptPages } from '../jobs/stock.ts';
import { keepMap, keepPhoto, mapOf, photoOf } from '../photo/stock.ts';
import type { AppState } from '../state/types.ts';
import { blobOf, decoded, pixelsOf } from './imageBlobs.ts';

export interface PixelStock {
  /** Small letters only: it is a folder in project files. */
  readonly name: string;
  /** What `state` refers to. */
  readonly ids: (state: AppState) => readonly string[];
  readonly has: (id: string) => boolean;
  /** The pixels as a file; null when they are not here. */
  readonly blob: (id: string) => Promise<Blob | null>;
  /** Keeps pixels from a file. @throws when it holds no picture */
  readonly take: (id: string, file: Blob) => Promise<void>;
  /** What changes in `state` so that it refers to nothing that is not here. */
  readonly without: (state: AppState) => Partial<AppState>;
  /** Lets go of pixels in memory that `state` no longer needs. */
  readonly prune?: (state: AppState) => void;
}

export const STOCKS: readonly PixelStock[] = [
  {
    name: 'paper',
    ids: (state) => imagesOf(state.drawing.present),
    has: hasImage,
    blob: imageBlob,
    take: async (id, file) => {
      const bitmap = await decoded(file);
      keepImage(id, bitmap, bitmap.width, bitmap.height);
      bitmap.close();
    },
    without: ({ drawing }) => ({ drawing: { ...drawing, present: withoutPictures(drawing.present, hasImage) } }),
    prune: (state) =>
      pruneImages(
        new Set([
          ...imagesOfHistory(state),
          ...keptPages().flatMap(({ drawing }) => imagesOf(drawing.present)), // variations follow them
        ]),
      ),
  },
  {
    name: 'photo',
    ids: ({ photo }) => (photo.photo ? [photo.photo.id] : []),
    has: (id) => photoOf(id) !== null,
    blob: (id) => Promise.resolve(photoOf(id)?.file ?? null),
    take: (id, file) => Promise.resolve(keepPhoto({ id, file, pixels: null })),
    without: ({ photo }) => (photoOf(photo.photo?.id) ? {} : { photo: { ...photo, photo: null } }),
  },
  {
    name: 'map',
    ids: ({ photo }) => (photo.map ? [photo.map.id] : []),
    has: (id) => mapOf(id) !== null,
    blob: (id) => blobOf(mapOf(id)?.pixels),
    take: async (id, file) => keepMap({ id, pixels: await pixelsOf(file) }),
    without: ({ photo }) => (mapOf(photo.map?.id) ? {} : { photo: { ...photo, map: null } }),
  },
  {
    name: 'control',
    ids: picturesOf,
    has: (id) => pictureOf(id) !== null,
    blob: (id) => blobOf(pictureOf(id)),
    take: async (id, file) => void keepPicture(await pixelsOf(file), '', id),
    // A unit says by itself that its picture is missing.
    without: () => ({}),
    prune: (state) => prunePictures(picturesOf(state)),
  },
];

/** With what undo and redo bring back. */
function imagesOfHistory({ drawing: { past, present, future } }: AppState): readonly string[] {
  return [...past, present, ...future].flatMap(imagesOf);
}

/** `stock:id` of all pixels that `state` refers to. */
export function pixelKeys(state: AppState): readonly string[] {
  return STOCKS.flatMap(({ name, ids }) => ids(state).map((id) => `${name}:${id}`));
}

/** The file of pixels in memory. */
export async function stockBlob(key: string): Promise<Blob | null> {
  const [stock, id] = find(key);
  return (await stock?.blob(id)) ?? null;
}

/** Brings to memory what `state` refers to and is not there; what cannot be read stays away. */
export async function fillStocks(state: AppState, read: (key: string) => Promise<Blob | undefined>): Promise<void> {
  const bring = async (key: string): Promise<void> => {
    const [stock, id] = find(key);
    if (!stock || stock.has(id)) return;
    const file = await read(key);
    if (file) await stock.take(id, file);
  };
  await Promise.allSettled(pixelKeys(state).map(bring));
}

/** `state` without what refers to pixels that are not here. */
export function withoutMissing(state: AppState): AppState {
  return STOCKS.reduce((rest, { without }) => ({ ...rest, ...without(rest) }), state);
}

/** Lets go of pixels in memory that nobody needs; called when a change has been stored. */
export function pruneStocks(state: AppState): void {
  for (const { prune } of STOCKS) prune?.(state);
}

function find(key: string): readonly [stock: PixelStock | undefined, id: string] {
  const at = key.indexOf(':');
  return [STOCKS.find(({ name }) => name === key.slice(0, at)), key.slice(at + 1)];
}
