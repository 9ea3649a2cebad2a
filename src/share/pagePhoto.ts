// The photo panel of a page: encode and parse, a pure pair. Photo and map travel by name only.
import type { PhotoState } from '../photo/types.ts';
import { parsePhoto } from './savedPhoto.ts';
import type { AppState } from '../state/types.ts';
import type { Json } from './json.ts';

/** What a page says of the panel. Whether it is open, and which downloads are agreed to, is this device's own affair. */
export type PagePhoto = Omit<PhotoState, 'open' | 'agreed'>;

export function pagePhotoOf({ photo: state }: Pick<AppState, 'photo'>): PagePhoto {
  const { photo, preprocessor, params, pixelPerfect, resize, map, pose } = state;
  return { photo, preprocessor, params, pixelPerfect, resize, map, pose };
}

export function encodePhoto({ photo, preprocessor, params, pixelPerfect, resize, map, pose }: PagePhoto): Json {
  return {
    ...(photo && { photo: { ...photo } }),
    preprocessor,
    params: { ...params },
    ...(pixelPerfect && { pixelPerfect }),
    resize,
    ...(map && { map: { ...map } }),
    ...(pose !== null && { pose }),
  };
}

/** Whatever makes sense of it; the initial panel for the rest. */
export function parsePagePhoto(value: unknown): PagePhoto {
  return pagePhotoOf({ photo: parsePhoto(value) });
}
