// A view of a TensorReader under other names, where a name may also mean a slice of a stored tensor. Copies nothing.
import { AppError } from '../errors.ts';
import type { TensorInfo, TensorReader } from './types.ts';

/** A stored tensor, or one of the equal parts into which its first axis falls. */
export interface Place {
  readonly stored: string;
  readonly part: number;
  readonly parts: number;
}

/** The tensors that `places` names, of `reader`. `close` is what closing the view does. */
export function renamedReader(
  reader: TensorReader,
  places: ReadonlyMap<string, string | Place>,
  close: () => void,
): TensorReader {
  const keys = [...places.keys()];
  const placeOf = (key: string): Place | undefined => {
    const place = places.get(key);
    return typeof place === 'string' ? { stored: place, part: 0, parts: 1 } : place;
  };
  const infoOf = ({ stored, parts }: Place): TensorInfo | undefined => {
    const info = reader.info(stored);
    if (!info || parts === 1) return info;
    const [rows = 0, ...rest] = info.shape;
    if (rows % parts !== 0) {
      throw new AppError('bad-model', `tensor '${stored}' [${info.shape.join(', ')}] is not ${parts} in one`);
    }
    return { dtype: info.dtype, shape: [rows / parts, ...rest] };
  };
  return {
    keys: () => keys,
    info(key) {
      const place = placeOf(key);
      return place && infoOf(place);
    },
    read(key) {
      const place = placeOf(key);
      if (!place) throw new AppError('bad-model', `tensor '${key}' is missing`, 'Does the file belong to this model?');
      const bytes = reader.read(place.stored);
      if (place.parts === 1) return bytes;
      infoOf(place);
      const length = bytes.byteLength / place.parts;
      return bytes.subarray(place.part * length, (place.part + 1) * length);
    },
    rows(key, first, end) {
      const place = placeOf(key);
      return place?.parts === 1 ? reader.rows?.(place.stored, first, end) : undefined;
    },
    close,
  };
}

/** `reader` handed out several times; it is closed when all of the copies are. */
export function sharedReader(reader: TensorReader): { readonly take: () => () => void } {
  let open = 0;
  return {
    take() {
      open++;
      let mine = true;
      return () => {
        if (mine && --open === 0) reader.close();
        mine = false;
      };
    },
  };
}
