// diffusers' UNet2DConditionModel as two functions, so that ControlNets can add to what passes between its halves.
import type { GraphBuilder } from '../onnx/builder.ts';
import type { Value } from '../onnx/graph.ts';
import { conv, groupNorm } from '../onnx/layers.ts';
import { concat, expandBatch, scale, shift } from '../onnx/ops.ts';
import { type Conditions, type Encoded, type Steer, convIn, encode, unit } from './blocks/encoder.ts';
import { upsample } from './blocks/resample.ts';
import type { UNetConfig } from './unetConfig.ts';

/** The way down and the middle, of a latent [B,C,H,W]. */
export function encodeUNet(
  b: GraphBuilder,
  config: UNetConfig,
  sample: Value,
  conditions: Conditions,
  steer?: Steer,
): Encoded {
  const centred = config.centerInput ? shift(b, scale(b, sample, 2), -1) : sample;
  return encode(b, config, convIn(b, config, centred), conditions, steer);
}

/** The way up: from the middle, and the skips in reverse, to the model output [B,C,H,W]. */
export function decodeUNet(b: GraphBuilder, config: UNetConfig, encoded: Encoded, conditions: Conditions): Value {
  const skips = [...encoded.skips];
  let x = encoded.middle;
  for (const block of config.up) {
    const place = b.scope(block.path);
    for (let index = 0; index < block.resnets; index++) {
      const skip = skips.pop() ?? place.fail('has no skip connection left');
      const batch = Math.max(x.shape[0], skip.shape[0]);
      const joined = concat(place, [expandBatch(place, x, batch), expandBatch(place, skip, batch)], 1);
      x = unit(place, config, block, index, joined, conditions);
    }
    if (block.resamples) x = upsample(place.scope('upsamplers.0'), x, oddSize(x, skips.at(-1)));
  }
  const normed = groupNorm(b.scope('conv_norm_out'), x, { groups: config.normGroups, eps: config.normEps, silu: true });
  const pad = Math.floor((config.convOutKernel - 1) / 2);
  return conv(b.scope('conv_out'), normed, {
    out: config.outChannels,
    kernel: config.convOutKernel,
    pads: [pad, pad, pad, pad],
  });
}

/** The size to upsample to, where halving an odd side on the way down means that doubling misses the skip's. */
function oddSize(x: Value, skip: Value | undefined): readonly [number, number] | undefined {
  const [, , height, width] = x.shape;
  if (!skip || (skip.shape[2] === height * 2 && skip.shape[3] === width * 2)) return undefined;
  return [skip.shape[2], skip.shape[3]];
}
