// Pixels of the photo and of its map. Kept here, never in the store; their ids are in the store. Imports nothing.

export interface PhotoStock {
  readonly id: string;
  /** null until somebody needed them after a reload. */
  readonly pixels: ImageData | null;
  /** The file as it was chosen, for storage. */
  readonly file: Blob;
}

export interface MapStock {
  readonly id: string;
  readonly pixels: ImageData;
}

let photo: PhotoStock | null = null;
let map: MapStock | null = null;

export function keepPhoto(stock: PhotoStock | null): void {
  photo = stock;
}

export function keepMap(stock: MapStock | null): void {
  map = stock;
}

/** The photo of that id; null when another one took its place. */
export function photoOf(id: string | undefined): PhotoStock | null {
  return photo?.id === id ? photo : null;
}

export function mapOf(id: string | undefined): MapStock | null {
  return map?.id === id ? map : null;
}
