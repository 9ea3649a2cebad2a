// Textual inversion: vectors in the place of tokens. A word whose vectors are those of another word's tokens is that word.
import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { createRuntime } from '../runtime/session.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden } from '../testing/golden.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { readEmbedding } from '../weights/embedding.ts';
import { floatsOf } from '../weights/lora/fit.ts';
import { safetensorsReader } from '../weights/reader.ts';
import { memorySource } from '../weights/source.ts';
import { generate } from './generate.ts';
import type { Job } from './job.ts';
import { readied, unload } from './loaded.ts';
import { openPack } from './pack.ts';

const JOB: Job = {
  prompt: '', negativePrompt: '', width: 64, height: 64, steps: 1, sampler: 'ddim', guidanceScale: 3, guidanceRescale: 0,
  seed: 3, rng: 'torch', controls: [], init: null, mask: null, clipSkip: 0,
}; // prettier-ignore

test.each([
  ['emb_params', 'fern', 'fern'],
  ['<moss>', 'fern', '<moss>'],
])(
  'a word of the file %s, called %s, says %s',
  async (key, name, word) => {
    ort.env.wasm.numThreads = 1;
    const runtime = createRuntime(ort, { kind: 'wasm', precision: 'fp32', adapter: '', reason: '', threads: 1 });
    const pack = await openPack(diskPack('sd1', readGolden('pack-sd1').folder));
    const width = pack.clip.hidden_size;
    const ids = pack.tokenizer.encode('house');
    const table = floatsOf(pack.weights, 'text_encoder/text_model.embeddings.token_embedding.weight');
    const data = new Float32Array(ids.flatMap((id) => [...table.subarray(id * width, (id + 1) * width)]));
    const file = writeSafetensors([{ key, shape: [ids.length, width], data }]);
    const embedding = readEmbedding(safetensorsReader(memorySource('fern', file)), name);
    const library = { findLora: () => Promise.resolve(null), embeddings: () => Promise.resolve([{ ...embedding, sha256: 'ab'.repeat(32) }]) }; // prettier-ignore
    const loaded = readied(pack, { runtime, target: { backend: 'wasm', precision: 'fp32' } }, library);
    const draw = (prompt: string, negativePrompt = '') =>
      generate(loaded, { ...JOB, prompt, negativePrompt }, new AbortController().signal, () => undefined);
    const [wanted, inverted] = [await draw('a red house'), await draw(`a red ${word}`)];
    expect(inverted.pixels.data.join()).toBe(wanted.pixels.data.join());
    expect([...wanted.made.embeddings, ...inverted.made.embeddings]).toEqual([['fern', 'ab'.repeat(6)]]);
    const [against, invertedAgainst] = [await draw('a cat', 'house'), await draw('a cat', word)];
    expect(invertedAgainst.pixels.data.join()).toBe(against.pixels.data.join());
    expect(against.pixels.data.join()).not.toBe((await draw('a cat')).pixels.data.join());
    await unload(loaded);
  },
  120_000,
);
