// The graph that prepares the text, once a picture: keys and values for every attention layer of UNet and ControlNets.
import { GraphBuilder, joinPath } from '../onnx/builder.ts';
import type { BuiltGraph, Target, Value } from '../onnx/graph.ts';
import { linear } from '../onnx/layers.ts';
import { cast } from '../onnx/ops.ts';
import { textTimeEmbedding } from './blocks/timeEmbedding.ts';
import { addedTextName, netComponent, textConsumers } from './layout.ts';
import type { ControlNetConfig, EncoderConfig, UNetConfig } from './unetConfig.ts';

export interface ContextOptions {
  readonly unet: UNetConfig;
  readonly controlNets: readonly { readonly name: string; readonly config: ControlNetConfig }[];
  /** 2 with guidance (unconditional first), else 1. */
  readonly batch: number;
  readonly tokens: number;
  readonly target: Target;
}

/**
 * Input `text` float32 [B,T,D]. Outputs, in the compute dtype, are inputs of the step graph of the same names:
 * `k:<component>/<path>` and `v:...` [B,T,inner] for each attention layer, `added:<component>` [B,embedDim] where the
 * config pools the text into the time embedding.
 */
export function buildContext({ unet, controlNets, batch, tokens, target }: ContextOptions): BuiltGraph {
  const graph = new GraphBuilder({ name: 'context', target });
  const text = graph.input('text', 'float32', [batch, tokens, unet.crossAttentionDim]);
  const states = cast(graph, text, graph.compute);
  addComponent(graph, 'unet', unet, states);
  for (const { name, config } of controlNets) addComponent(graph, netComponent(name), config, states);
  return graph.build();
}

function addComponent(graph: GraphBuilder, component: string, config: EncoderConfig | UNetConfig, states: Value): void {
  const b = graph.scope(`${component}/`);
  if (states.shape[2] !== config.crossAttentionDim)
    b.fail(`reads text of size ${config.crossAttentionDim}, not ${states.shape[2]}`);
  for (const { path, size } of textConsumers(config)) {
    const place = b.scope(path);
    for (const [kind, name] of [
      ['k', 'to_k'],
      ['v', 'to_v'],
    ] as const) {
      graph.output(`${kind}:${joinPath(b.path, path)}`, linear(place.scope(name), states, size, { bias: false }));
    }
  }
  if (config.time.textHeads > 0)
    graph.output(addedTextName(component), textTimeEmbedding(b.scope('add_embedding'), states, config.time));
}
