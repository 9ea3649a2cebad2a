// CLIP's text encoder (transformers' CLIPTextModel): token ids to hidden states and the pooled state.
import { AppError } from '../errors.ts';
import { GraphBuilder } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { attention } from '../onnx/attention.ts';
import { joinedLinear, layerNorm, linear } from '../onnx/layers.ts';
import { add, argMax, cast, gather, gelu, mul, quickGelu, reshape, slice, split, tanhGelu } from '../onnx/ops.ts';
import { ConfigReader } from './configReader.ts';

const ACTIVATIONS = {
  quick_gelu: quickGelu,
  gelu,
  gelu_new: tanhGelu,
  gelu_fast: tanhGelu,
  gelu_pytorch_tanh: tanhGelu,
} as const;
type Activation = keyof typeof ACTIVATIONS;

/** Keys as in config.json. */
export interface ClipConfig {
  readonly vocab_size: number;
  readonly hidden_size: number;
  readonly intermediate_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly max_position_embeddings: number;
  readonly hidden_act: Activation;
  readonly layer_norm_eps: number;
  readonly eos_token_id: number;
}

/**
 * @param json the parsed text_encoder/config.json
 * @throws AppError `unsupported` or `bad-model` naming the key
 */
export function parseClipConfig(json: unknown): ClipConfig {
  const config = new ConfigReader(json, ['CLIPTextModel']);
  config.choice('model_type', ['clip_text_model'], 'clip_text_model');
  const [architecture] = config.has('architectures') ? config.names('architectures', ['CLIPTextModel'], []) : [];
  if (architecture === undefined && !config.has('hidden_size')) config.wrong('hidden_size', 'there');
  const parsed: ClipConfig = {
    vocab_size: config.integer('vocab_size', 49408),
    hidden_size: config.integer('hidden_size', 512),
    intermediate_size: config.integer('intermediate_size', 2048),
    num_hidden_layers: config.layers('num_hidden_layers', 12),
    num_attention_heads: config.integer('num_attention_heads', 8),
    max_position_embeddings: config.integer('max_position_embeddings', 77),
    hidden_act: config.choice('hidden_act', Object.keys(ACTIVATIONS) as Activation[], 'quick_gelu'),
    layer_norm_eps: config.number('layer_norm_eps', 1e-5),
    eos_token_id: config.integer('eos_token_id', 49407, 0),
  };
  if (parsed.hidden_size % parsed.num_attention_heads) config.wrong('num_attention_heads', 'a divisor of hidden_size');
  return parsed;
}

export interface TextEncoderOptions {
  readonly batch: number;
  /** At most max_position_embeddings. */
  readonly tokens: number;
  /** Layers left out at the end, 0 for none; A1111 counts one more. */
  readonly clipSkip: number;
  /** Adds the inputs `kept` and `vectors`: tokens whose embedding comes from outside (textual inversion). */
  readonly inverted?: boolean;
  readonly target: Target;
}

/**
 * Input `input_ids` int32 [B,T]; where `inverted`, `kept` float32 [B,T,1], 0 where a token's embedding is the row of `vectors`
 * float32 [B,T,D] (0 elsewhere), else 1. Outputs, float32: `hidden` [B,T,D], the state after all but `clipSkip` layers, then
 * the final norm (diffusers' `encode_prompt(clip_skip)`); `pooled` [B,D], of the last layer at the end of the text.
 * @throws AppError `bad-input` when `clipSkip` or `tokens` is more than the model has
 */
export function buildTextEncoder(
  config: ClipConfig,
  { batch, tokens, clipSkip, inverted = false, target }: TextEncoderOptions,
): BuiltGraph {
  const { num_hidden_layers: layers, max_position_embeddings: positions, layer_norm_eps: eps } = config;
  if (clipSkip < 0 || clipSkip > layers) throw new AppError('bad-input', `clipSkip must be from 0 to ${layers}.`);
  if (tokens > positions) throw new AppError('bad-input', `This text encoder takes at most ${positions} tokens.`);
  const root = new GraphBuilder({ name: 'text encoder', target });
  const ids = root.input('input_ids', 'int32', [batch, tokens]);
  const b = root.scope('text_encoder/').scope('text_model');
  const mask = causalMask(b, tokens);
  const outside = inverted
    ? {
        kept: root.input('kept', 'float32', [batch, tokens, 1]),
        vectors: root.input('vectors', 'float32', [batch, tokens, config.hidden_size]),
      }
    : null;
  const states = [embed(b.scope('embeddings'), ids, outside, config)];
  for (let i = 0; i < layers; i++) states.push(layer(b.scope(`encoder.layers.${i}`), states[i], mask, config));
  const normed = (state: Value): Value => layerNorm(b.scope('final_layer_norm'), state, { eps });
  const last = normed(states[layers]);
  const hidden = clipSkip === 0 ? last : normed(states[layers - clipSkip]);
  root.output('hidden', cast(b, hidden, 'float32'));
  root.output('pooled', cast(b, atEndOfText(b, last, ids, config.eos_token_id), 'float32'));
  return root.build();
}

function embed(
  b: GraphBuilder,
  ids: Value,
  outside: { readonly kept: Value; readonly vectors: Value } | null,
  config: ClipConfig,
): Value {
  const { vocab_size, hidden_size, max_position_embeddings: positions } = config;
  const known = gather(b, b.scope('token_embedding').weight('weight', [vocab_size, hidden_size]), ids);
  const tokens = outside
    ? add(b, mul(b, known, cast(b, outside.kept, b.compute)), cast(b, outside.vectors, b.compute))
    : known;
  const places = b.scope('position_embedding').weight('weight', [positions, hidden_size]);
  const length = ids.shape[1];
  return add(b, tokens, length === positions ? places : slice(b, places, 0, length, 0));
}

/** [1,1,T,T]: nothing is added to what lies before, and enough to what lies ahead that softmax makes it 0 (in fp16 too). */
function causalMask(b: GraphBuilder, tokens: number): Value {
  const mask = Float32Array.from({ length: tokens * tokens }, (_, i) =>
    i % tokens > Math.floor(i / tokens) ? -30000 : 0,
  );
  return b.constant(mask, [1, 1, tokens, tokens]);
}

function layer(b: GraphBuilder, x: Value, mask: Value, config: ClipConfig): Value {
  const { hidden_size: size, num_attention_heads: heads, layer_norm_eps: eps } = config;
  const attn = b.scope('self_attn');
  const normed = layerNorm(b.scope('layer_norm1'), x, { eps });
  const joined = joinedLinear(attn, normed, ['q_proj', 'k_proj', 'v_proj'].map((path) => ({ path, out: size }))); // prettier-ignore
  const [q, k, v] = split(attn, joined, [size, size, size], -1);
  const attended = add(b, x, linear(attn.scope('out_proj'), attention(attn, q, k, v, { heads, bias: mask }), size));
  const mlp = b.scope('mlp');
  const inner = linear(
    mlp.scope('fc1'),
    layerNorm(b.scope('layer_norm2'), attended, { eps }),
    config.intermediate_size,
  );
  return add(b, attended, linear(mlp.scope('fc2'), ACTIVATIONS[config.hidden_act](mlp, inner), size));
}

/** The state [B,D] at the first end-of-text token; configs with the wrong id 2 of old mean the largest id (transformers). */
function atEndOfText(b: GraphBuilder, state: Value, ids: Value, eos: number): Value {
  const [batch, tokens, size] = state.shape;
  const scores = eos === 2 ? ids : cast(b, b.node('Equal', [ids, cast(b, b.indices([eos]), 'int32')], { dtype: 'bool', shape: ids.shape }), 'int32'); // prettier-ignore
  const rows = b.indices(Array.from({ length: batch }, (_, i) => i * tokens));
  return gather(b, reshape(b, state, [batch * tokens, size]), add(b, argMax(b, scores), rows));
}
