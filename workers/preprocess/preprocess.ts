// The worker's implementation: finds the preprocessor, frames the picture, runs it.
import { AppError } from '../errors.ts';
import { overWhite, toRgba } from '../image/pixels.ts';
import { transferring } from '../rpc/expose.ts';
import type { PreprocessApi } from './api.ts';
import { framed } from './frame.ts';
import { PREPROCESSORS } from './list.ts';
import { deleteWeights, storedWeights } from './networks/hubWeights.ts';
import { completeParams } from './params.ts';
import { RUNS } from './runs.ts';
import type { Meta } from './types.ts';

export function createPreprocess(): PreprocessApi {
  return {
    async run({ name, image, params, options }, { signal, progress }) {
      const meta = metaOf(name);
      const complete = completeParams(meta, params);
      const load = RUNS[meta.name];
      if (!load) throw new AppError('bug', `The preprocessor ${meta.name} has no code.`);
      const { run } = await load();
      const frame = framed(overWhite(image), meta, complete);
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

function metaOf(name: string): Meta {
  const meta = PREPROCESSORS.find((each) => each.name === name);
  if (meta) return meta;
  throw new AppError(
    'bad-input',
    `There is no preprocessor "${name}".`,
    `Known: ${PREPROCESSORS.map((each) => each.name).join(', ')}.`,
  );
}
