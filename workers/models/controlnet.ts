// diffusers' ControlNetModel: a copy of the UNet's encoder that turns hint features into residuals for it.
import type { GraphBuilder } from '../onnx/builder.ts';
import type { Value } from '../onnx/graph.ts';
import { conv } from '../onnx/layers.ts';
import { add, mul, reduceMean, reshape, slice } from '../onnx/ops.ts';
import { type Conditions, type Encoded, convIn, encode } from './blocks/encoder.ts';
import type { ControlNetConfig } from './unetConfig.ts';

/**
 * The residuals for the UNet's skips and middle, scaled; [B,C,1,1] each if the net pools them.
 * @param features [1,C0,H,W], what the hint graph gave
 * @param scales one factor a residual: [1,n], or [2,n] for other factors in the two halves of guidance
 */
export function controlNet(
  b: GraphBuilder,
  config: ControlNetConfig,
  sample: Value,
  features: Value,
  scales: Value,
  conditions: Conditions,
): Encoded {
  const { skips, middle } = encode(b, config, add(b, convIn(b, config, sample), features), conditions);
  const factors = reshape(b, scales, [...scales.shape, 1, 1]);
  const residual = (name: string, x: Value, index: number): Value => {
    // The projection is linear, so the mean may be taken before it.
    const source = config.globalPool ? reduceMean(b, x, [2, 3]) : x;
    const projected = conv(b.scope(name), source, { out: x.shape[1], kernel: 1 });
    return mul(b, projected, slice(b, factors, index, index + 1, 1));
  };
  return {
    skips: skips.map((skip, index) => residual(`controlnet_down_blocks.${index}`, skip, index)),
    middle: residual('controlnet_mid_block', middle, skips.length),
  };
}
