// Lists what a UNet or ControlNet config contains by checkpoint path, for the parts that are computed together. Pure.
import type { BlockConfig, EncoderConfig, UNetConfig } from './unetConfig.ts';

/** A residual block that takes the time embedding, and the size of its share. */
export interface TimeConsumer {
  readonly path: string;
  readonly size: number;
}

/** An attention layer that reads the text, and the size of its keys and values. */
export interface TextConsumer {
  readonly path: string;
  readonly size: number;
}

/** Name of the context graph's output (and the step's input) for the pooled text of a component. */
export const addedTextName = (component: string): string => `added:${component}`;

/** Checkpoint prefix of a ControlNet. */
export const netComponent = (name: string): string => `controlnet.${name}`;

/** All blocks in the order in which they run. */
function blocks(config: EncoderConfig | UNetConfig): BlockConfig[] {
  return [...config.down, ...(config.mid ? [config.mid] : []), ...('up' in config ? config.up : [])];
}

const count = (length: number): number[] => [...new Array(length).keys()];

/** How many transformers a block has: one after each residual block, in the middle one between the two. */
const transformers = ({ path, resnets, attention }: BlockConfig): number => {
  if (!attention) return 0;
  return path === 'mid_block' ? resnets - 1 : resnets;
};

/** All residual blocks. */
export function timeConsumers(config: EncoderConfig | UNetConfig): TimeConsumer[] {
  return blocks(config).flatMap(({ path, channels, resnets }) =>
    count(resnets).map((index) => ({
      path: `${path}.resnets.${index}`,
      size: config.scaleShift ? 2 * channels : channels,
    })),
  );
}

/** All attention layers that read the text. */
export function textConsumers(config: EncoderConfig | UNetConfig): TextConsumer[] {
  return blocks(config).flatMap((block) =>
    count(transformers(block)).flatMap((index) =>
      count(block.attention?.depth ?? 0).flatMap((layer) => {
        const names = block.attention?.onlyCross ? ['attn1', 'attn2'] : ['attn2'];
        return names.map((name) => ({
          path: `${block.path}.attentions.${index}.transformer_blocks.${layer}.${name}`,
          size: block.channels,
        }));
      }),
    ),
  );
}

/** The residuals that a ControlNet hands over: one a convolution-in, residual block and downsampler, and the middle. */
export function residualCount(config: EncoderConfig): number {
  return config.down.reduce((sum, { resnets, resamples }) => sum + resnets + (resamples ? 1 : 0), 2);
}
