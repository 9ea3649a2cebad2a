// Between the map as the page holds it (ImageData) and classes. What comes out has palette colours and black only.
import { type ClassMap, drawSegMap, readSegMap } from '../../../workers/preprocess/seg_ofade20k/palette.ts';

/** Maps whose classes are known need no second look, and a skyscraper stays one though its colour is the road's. */
const known = new WeakMap<ImageData, ClassMap>();

export function mapOf(image: ImageData): ClassMap {
  const found = known.get(image);
  if (found) return found;
  const map = readSegMap(image.width, image.height, image.data);
  known.set(image, map);
  return map;
}

export function imageOf(map: ClassMap): ImageData {
  const image = new ImageData(rgbaOf(map), map.width, map.height);
  known.set(image, map);
  return image;
}

/** Opaque RGBA. */
export function rgbaOf(map: ClassMap): Uint8ClampedArray<ArrayBuffer> {
  const { data } = drawSegMap(map);
  const rgba = new Uint8ClampedArray((data.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) rgba.set(data.subarray(from, from + 3), to);
  return rgba;
}
