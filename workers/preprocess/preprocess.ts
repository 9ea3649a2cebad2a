// The worker's implementation: finds the preprocessor, frames the picture, runs it.
import { AppError } from '../errors.ts';
import { readDeepPng } from '../image/deepPng.ts';
import { overWhite, toRgba } from '../image/pixels.ts';
import type { FloatPlane, Rgba } from '../image/types.ts';
import { transferring } from '../rpc/expose.ts';
import type { PreprocessApi } from './api.ts';
import { type Frame, framed, framedPlane } from './frame.ts';
import { PREPROCESSORS } from './list.ts';
import { deleteWeights, storedWeights } from './networks/hubWeights.ts';
import { completeParams } from './params.ts';
import { RUNS } from './runs.ts';
import type { Meta, Params } from './types.ts';

export function createPreprocess(): PreprocessApi {
  const frameOf = rememberFrame();
  return {
    async run({ name, image, params, options, file }, { signal, progress }) {
      const meta = metaOf(name);
      const complete = completeParams(meta, params);
      const load = RUNS[meta.name];
      if (!load) throw new AppError('bug', `The preprocessor ${meta.name} has no code.`);
      const { run } = await load();
      const frame = frameOf(image, meta, complete);
      const depth = meta.readsDepth && file ? await depthOf(file, image, meta, complete) : null;
      const map = await run(frame.image, complete, { signal, progress, options, ...(depth && { depth }) });
      signal.throwIfAborted();
      const pixels = toRgba(frame.restore(map));
      const result = map.pose ? { ...pixels, pose: map.pose(pixels.width, pixels.height) } : pixels;
      return transferring(result, [pixels.data.buffer]);
    },
    storedWeights: () => storedWeights(PREPROCESSORS.flatMap(({ weights }) => weights ?? [])),
    async deleteWeights({ name }) {
      const { weights } = metaOf(name);
      if (weights) await deleteWeights(weights);
    },
  };
}

/** More than 8 bits of the picture's brightness, where its file has them. */
async function depthOf(file: Blob, image: Rgba, meta: Meta, params: Params): Promise<FloatPlane | null> {
  const plane = await readDeepPng(file);
  return plane && framedPlane(plane, image, meta, params);
}

/** While a slider moves, the picture and its size stay: the last frame is made once. */
function rememberFrame(): (image: Rgba, meta: Meta, params: Params) => Frame {
  let last: { readonly image: Rgba; readonly form: string; readonly frame: Frame } | null = null;
  return (image, meta, params) => {
    const form = `${image.width} ${meta.frame} ${params['resolution'] ?? ''}`;
    if (last?.form !== form || !sameBytes(last.image.data, image.data)) {
      last = { image, form, frame: framed(overWhite(image), meta, params) };
    }
    return last.frame;
  };
}

function sameBytes(a: Uint8ClampedArray, b: Uint8ClampedArray): boolean {
  if (a.length !== b.length) return false;
  const [x, y] = [a, b].map(({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length >> 2));
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

function metaOf(name: string): Meta {
  const meta = PREPROCESSORS.find((each) => each.name === name);
  if (meta) return meta;
  throw new AppError(
    'bad-input',
    `There is no preprocessor "${name}".`,
    `Known: ${PREPROCESSORS.map((each) => each.name).join(', ')}.`,
  );
}
