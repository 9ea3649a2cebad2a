// The worker's implementation: finds the preprocessor, frames the picture, runs it.
import { AppError } from '../errors.ts';
import { overWhite, toRgba } from '../image/pixels.ts';
import type { Rgba } from '../image/types.ts';
import { transferring } from '../rpc/expose.ts';
import type { PreprocessApi } from './api.ts';
import { type Frame, framed } from './frame.ts';
import { PREPROCESSORS } from './list.ts';
import { deleteWeights, storedWeights } from './networks/hubWeights.ts';
import { completeParams } from './params.ts';
import { RUNS } from './runs.ts';
import type { Meta, Params } from './types.ts';

export function createPreprocess(): PreprocessApi {
  const frameOf = rememberFrame();
  return {
    async run({ name, image, params, options }, { signal, progress }) {
      const meta = metaOf(name);
      const complete = completeParams(meta, params);
      const load = RUNS[meta.name];
      if (!load) throw new AppError('bug', `The preprocessor ${meta.name} has no code.`);
      const { run } = await load();
      const frame = frameOf(image, meta, complete);
      const map = await run(frame.image, complete, { signal, progress, options });
      signal.throwIfAborted();
      const result = toRgba(frame.restore(map));
      return transferring(result, [result.data.buffer]);
    },
    storedWeights: () => storedWeights(PREPROCESSORS.flatMap(({ weights }) => weights ?? [])),
    async deleteWeights({ name }) {
      const { weights } = metaOf(name);
      if (weights) await deleteWeights(weights);
    },
  };
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
