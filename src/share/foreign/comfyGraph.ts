// ComfyUI's graph as nodes that can be walked: the `prompt` form, and the page's `workflow` form brought to it. Pure.
import { type Fields, isNothing, isRecord, listOf } from './values.ts';

export interface ComfyNode {
  readonly id: string;
  readonly type: string;
  /** Values, or a link: [id of the node, number of its output]. */
  readonly inputs: Fields;
}
export type ComfyGraph = ReadonlyMap<string, ComfyNode>;

/** A graph beyond this is no workflow of a person's; walking it would take long. */
const MAX_NODES = 5000;

/** Nodes of the `prompt` form: { "3": { class_type, inputs } }; null where the object is none. */
export function graphOf(json: Fields): ComfyGraph | null {
  const entries = Object.entries(json);
  if (entries.length > MAX_NODES) return null;
  const nodes = entries.flatMap(([id, node]): readonly ComfyNode[] =>
    isRecord(node) && typeof node['class_type'] === 'string'
      ? [{ id, type: node['class_type'], inputs: isRecord(node['inputs']) ? node['inputs'] : {} }]
      : [],
  );
  return nodes.length === 0 ? null : new Map(nodes.map((node) => [node.id, node]));
}

/** The names of a standard node's widgets, in the order in which `workflow` lists their values. '' is passed over. */
const WIDGETS: Readonly<Record<string, readonly string[]>> = {
  KSampler: ['seed', '', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'],
  KSamplerAdvanced: [
    'add_noise',
    'noise_seed',
    '',
    'steps',
    'cfg',
    'sampler_name',
    'scheduler',
    'start_at_step',
    'end_at_step',
    'return_with_leftover_noise',
  ],
  CheckpointLoaderSimple: ['ckpt_name'],
  CLIPTextEncode: ['text'],
  CLIPSetLastLayer: ['stop_at_clip_layer'],
  EmptyLatentImage: ['width', 'height', 'batch_size'],
  LoraLoader: ['lora_name', 'strength_model', 'strength_clip'],
  LoraLoaderModelOnly: ['lora_name', 'strength_model'],
  ControlNetLoader: ['control_net_name'],
  ControlNetApply: ['strength'],
  ControlNetApplyAdvanced: ['strength', 'start_percent', 'end_percent'],
  RandomNoise: ['noise_seed'],
  KSamplerSelect: ['sampler_name'],
  BasicScheduler: ['scheduler', 'steps', 'denoise'],
  CFGGuider: ['cfg'],
  RescaleCFG: ['multiplier'],
  VAELoader: ['vae_name'],
  PrimitiveNode: ['value'],
};
/** Nodes that are switched off (2) or passed through (4). */
const OFF = [2, 4];

/** Nodes of the `workflow` form: { nodes: [{ id, type, widgets_values, inputs: [{ name, link }] }], links }. */
export function graphOfWorkflow(json: Fields): ComfyGraph | null {
  const links = new Map<unknown, readonly unknown[]>();
  for (const link of listOf(json['links']).slice(0, 4 * MAX_NODES))
    if (Array.isArray(link)) links.set(link[0], link as readonly unknown[]);
  const nodes = listOf(json['nodes']).filter(isRecord).slice(0, MAX_NODES);
  const graph = new Map<string, ComfyNode>();
  for (const node of nodes) {
    if (typeof node['type'] !== 'string' || isNothing(node['id']) || OFF.includes(Number(node['mode']))) continue;
    const values = listOf(node['widgets_values']);
    const inputs: Record<string, unknown> = {};
    (WIDGETS[node['type']] ?? []).forEach((name, i) => name !== '' && (inputs[name] = values[i]));
    for (const input of listOf(node['inputs']).filter(isRecord)) {
      const link = links.get(input['link']);
      if (typeof input['name'] === 'string' && link) inputs[input['name']] = [String(link[1]), link[2]];
    }
    const id = String(node['id']);
    graph.set(id, { id, type: node['type'], inputs });
  }
  return graph.size === 0 ? null : graph;
}

/** The node that an input comes from; null where it is a value or leads nowhere. Reroutes are passed through. */
export function source(graph: ComfyGraph, node: ComfyNode, ...names: readonly string[]): ComfyNode | null {
  let at: ComfyNode | null = node;
  let keys = names;
  for (let hops = 0; hops < 50 && at !== null; hops++) {
    const link: unknown = keys.map((key) => at?.inputs[key]).find((value) => Array.isArray(value));
    at = Array.isArray(link) ? (graph.get(String(link[0])) ?? null) : null;
    if (at === null || !/reroute/i.test(at.type)) return at;
    keys = Object.keys(at.inputs);
  }
  return null;
}

/** An input's value: its own, or that of the node behind it which holds one (a seed, a text, a number). */
export function value(graph: ComfyGraph, node: ComfyNode, ...names: readonly string[]): unknown {
  let at: ComfyNode | null = node;
  let keys = names;
  for (let hops = 0; hops < 20 && at !== null; hops++) {
    const inputs: Fields = at.inputs;
    const found: unknown = keys.map((key) => inputs[key]).find((each) => !isNothing(each));
    if (!Array.isArray(found)) return found;
    at = graph.get(String(found[0])) ?? null;
    keys = [...names, ...VALUE_KEYS];
  }
  return undefined;
}

/** Where nodes that only hold a value have it. */
const VALUE_KEYS = [
  'value',
  'seed',
  'noise_seed',
  'int',
  'float',
  'number',
  'text',
  'string',
  'Text',
  'String',
  'Value',
  'wildcard_text',
  'prompt',
];
