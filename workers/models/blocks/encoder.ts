// The half that UNet and ControlNet share: convolution in, down blocks, middle block.
import type { GraphBuilder } from '../../onnx/builder.ts';
import type { Value } from '../../onnx/graph.ts';
import { conv } from '../../onnx/layers.ts';
import type { BlockConfig, EncoderConfig } from '../unetConfig.ts';
import { downsample } from './resample.ts';
import { resnet } from './resnet.ts';
import { type KeyValue, transformer } from './transformer.ts';

/** What the blocks are told besides the sample; each finds its own by the path of the builder. */
export interface Conditions {
  readonly time: (at: GraphBuilder) => Value;
  readonly text: (at: GraphBuilder) => KeyValue;
}

export interface Encoded {
  /** After convolution-in, each residual block (with its transformer) and each downsampler. */
  readonly skips: readonly Value[];
  /** After the middle block. */
  readonly middle: Value;
}

/** The convolution in; its padding keeps the size. */
export function convIn(b: GraphBuilder, config: EncoderConfig, sample: Value): Value {
  const pad = Math.floor((config.convInKernel - 1) / 2);
  return conv(b.scope('conv_in'), sample, {
    out: config.down[0].channels,
    kernel: config.convInKernel,
    pads: [pad, pad, pad, pad],
  });
}

/** What a level's last residual block gave, with something added to it. */
export type Steer = (x: Value, level: number) => Value;

/** Runs down blocks and middle on the output of `convIn`; `steer` changes each level before it is halved. */
export function encode(
  b: GraphBuilder,
  config: EncoderConfig,
  x: Value,
  conditions: Conditions,
  steer: Steer = (value) => value,
): Encoded {
  const skips = [x];
  for (const [level, block] of config.down.entries()) {
    for (let index = 0; index < block.resnets; index++) {
      x = unit(b.scope(block.path), config, block, index, x, conditions);
      if (index === block.resnets - 1) x = steer(x, level);
      skips.push(x);
    }
    if (block.resamples) {
      x = downsample(b.scope(block.path).scope('downsamplers.0'), x, config.downsamplePadding);
      skips.push(x);
    }
  }
  return { skips, middle: config.mid ? middle(b.scope('mid_block'), config, config.mid, x, conditions) : x };
}

function middle(b: GraphBuilder, config: EncoderConfig, block: BlockConfig, x: Value, conditions: Conditions): Value {
  x = residual(b, config, block, 0, x, conditions, config.midScale);
  if (!block.attention) return x;
  return residual(b, config, block, 1, attend(b, config, block, 0, x, conditions), conditions, config.midScale);
}

/** Residual block `index` of a down or up block, and the transformer after it if there is attention. */
export function unit(
  b: GraphBuilder,
  config: EncoderConfig,
  block: BlockConfig,
  index: number,
  x: Value,
  conditions: Conditions,
): Value {
  const h = residual(b, config, block, index, x, conditions, 1);
  return block.attention ? attend(b, config, block, index, h, conditions) : h;
}

function residual(
  b: GraphBuilder,
  config: EncoderConfig,
  block: BlockConfig,
  index: number,
  x: Value,
  { time }: Conditions,
  outputScale: number,
): Value {
  const place = b.scope(`resnets.${index}`);
  return resnet(place, x, {
    out: block.channels,
    groups: config.normGroups,
    eps: config.normEps,
    time: time(place),
    scaleShift: config.scaleShift,
    outputScale,
  });
}

function attend(
  b: GraphBuilder,
  config: EncoderConfig,
  block: BlockConfig,
  index: number,
  x: Value,
  { text }: Conditions,
): Value {
  if (!block.attention) return x;
  return transformer(b.scope(`attentions.${index}`), x, {
    ...block.attention,
    groups: config.normGroups,
    upcast: config.upcastAttention,
    text,
  });
}
