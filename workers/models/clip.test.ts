import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGolden, readWeights, relativeError } from '../testing/golden.ts';
import { runGraph } from '../testing/runGraph.ts';
import { joinReaders } from '../weights/reader.ts';
import { buildTextEncoder, parseClipConfig } from './clip.ts';

const TARGET = { backend: 'wasm', precision: 'fp32' } as const;

describe.each(['text-quick-gelu', 'text-gelu', 'text-bf16'])('%s against transformers', (fixture) => {
  const golden = readGolden(fixture);
  const json: unknown = JSON.parse(readFileSync(new URL('text_encoder/config.json', golden.folder), 'utf8'));
  const config = parseClipConfig(json);
  const weights = joinReaders({ text_encoder: readWeights(golden.folder, 'text_encoder/model.safetensors') });

  it.each(golden.cases)('$name', async ({ clipSkip, inputs, outputs }) => {
    const ids = golden.tensor(inputs['input_ids']);
    const [batch, tokens] = ids.shape;
    const graph = buildTextEncoder(config, { batch, tokens, clipSkip: Number(clipSkip), target: TARGET });
    const results = await runGraph(graph, weights, { input_ids: { dtype: 'int32', ...ids } });
    for (const name of ['hidden', 'pooled']) {
      expect(relativeError(results[name].data as Float32Array, golden.floats(outputs[name]))).toBeLessThan(
        golden.tolerance,
      );
    }
  });

  it('fewer tokens give the same states, since no token sees those after it', async () => {
    const { inputs, outputs } = golden.cases[0];
    const ids = golden.tensor(inputs['input_ids']).data as Int32Array;
    const graph = buildTextEncoder(config, { batch: 1, tokens: 5, clipSkip: 0, target: TARGET });
    const { hidden } = await runGraph(graph, weights, {
      input_ids: { dtype: 'int32', shape: [1, 5], data: ids.slice(0, 5) },
    });
    expect(relativeError(hidden.data as Float32Array, golden.floats(outputs['hidden']).slice(0, 5 * 16))).toBeLessThan(
      1e-3,
    );
  });
});

describe('parseClipConfig', () => {
  it.each([
    [{ hidden_act: 'relu' }, 'hidden_act'],
    [{ architectures: ['CLIPTextModelWithProjection'] }, 'architectures'],
    [{ model_type: 't5' }, 'model_type'],
  ])('refuses %o by name', (json, key) => {
    const error = expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(key) });
    expect(() => parseClipConfig({ hidden_size: 8, ...json })).toThrow(error);
  });

  it('refuses more skipped layers than there are', () => {
    const config = parseClipConfig({ hidden_size: 8, num_hidden_layers: 2 });
    const options = { batch: 1, tokens: 4, clipSkip: 3, target: TARGET };
    expect(() => buildTextEncoder(config, options)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});
