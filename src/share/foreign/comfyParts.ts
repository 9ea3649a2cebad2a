// Words and LoRAs of ComfyUI's graph, from the standard nodes and those that many workflows have instead of them. Pure.
import { type ComfyGraph, type ComfyNode, source } from './comfyGraph.ts';
import { loraOf } from './json.ts';
import type { ToldModel } from './types.ts';
import { isRecord, numberOf } from './values.ts';

/** Nodes behind one another that words or LoRAs are looked for in. */
const MAX_HOPS = 20;
/** Of nodes that put texts together. */
const JOINS = /concat|join|combine/i;
const PART = /^(text|string|prompt)_?[a-z0-9]*$/i;
/** Where nodes have their words, what they came to before what they were made of. */
const WORDS = ['populated_text', 'text', 'string', 'value', 'Text', 'String', 'prompt', 'text_0', 'wildcard_text'];

/** The words that an input stands for; null where a node makes them that nobody here knows. */
export function wordsOf(
  graph: ComfyGraph,
  node: ComfyNode,
  names: readonly string[] = WORDS,
  depth = 0,
): string | null {
  if (depth > MAX_HOPS) return null;
  for (const name of names) {
    const given = node.inputs[name];
    if (typeof given === 'string') return given;
    if (!Array.isArray(given)) continue;
    const next = graph.get(String(given[0]));
    const text = next && (joined(graph, next, depth) ?? wordsOf(graph, next, WORDS, depth + 1));
    if (typeof text === 'string') return text;
  }
  return null;
}

/** Texts put together; null where the node is none that does it, or a part of them is not known. */
function joined(graph: ComfyGraph, node: ComfyNode, depth: number): string | null {
  const parts = Object.keys(node.inputs).filter((name) => PART.test(name));
  if (!JOINS.test(node.type) || parts.length < 2) return null;
  const texts = parts.map((name) => wordsOf(graph, node, [name], depth + 1));
  if (texts.includes(null)) return null;
  const between = node.inputs['delimiter'] ?? node.inputs['separator'] ?? '';
  return texts.filter((text) => text !== '').join(typeof between === 'string' ? between.replaceAll('\\n', '\n') : '');
}

/** The LoRAs that a node lays over the model; null where it is no node for that. Those that do nothing are left out. */
export function lorasOf(graph: ComfyGraph, node: ComfyNode): readonly ToldModel[] | null {
  const { inputs, type } = node;
  const rows = Object.values(inputs).filter((each) => isRecord(each) && 'lora' in each && 'strength' in each);
  const numbered = Object.keys(inputs).flatMap((key) => /^lora_(?:name_(\d+)|(\d+)_name)$/.exec(key) ?? []);
  const stack = source(graph, node, 'lora_stack');
  if (!('lora_name' in inputs) && rows.length === 0 && numbered.length === 0 && !stack && !/lora/i.test(type))
    return null;
  const found: ToldModel[] = [];
  if (stack && stack !== node) found.push(...stacked(graph, stack));
  if ('lora_name' in inputs) {
    const weight = inputs['strength_model'] ?? inputs['lora_model_strength'] ?? inputs['strength'];
    const ofText = /ModelOnly/i.test(type) ? 0 : (inputs['strength_clip'] ?? inputs['lora_clip_strength']);
    found.push(...loraOf(inputs['lora_name'], number(graph, weight), number(graph, ofText)));
  }
  for (const row of rows)
    if (isRecord(row) && row['on'] !== false) found.push(...loraOf(row['lora'], row['strength'], row['strengthTwo']));
  found.push(...ofSlots(graph, node));
  return found.filter(({ weight = 1, textWeight = weight }) => weight !== 0 || textWeight !== 0);
}

function stacked(graph: ComfyGraph, start: ComfyNode): readonly ToldModel[] {
  const found: ToldModel[] = [];
  let at: ComfyNode | null = start;
  for (let hops = 0; at !== null && hops < MAX_HOPS; hops++) {
    found.unshift(...ofSlots(graph, at));
    at = source(graph, at, 'lora_stack');
  }
  return found;
}

/** "lora_name_1" ... of nodes with a place for each LoRA, and a switch or a count of those in use. */
function ofSlots(graph: ComfyGraph, { inputs }: ComfyNode): readonly ToldModel[] {
  const count = numberOf(inputs['lora_count'] ?? inputs['num_loras']) ?? Infinity;
  const of = (i: string, ...keys: readonly string[]): unknown =>
    keys.map((key) => inputs[`${key}_${i}`]).find((each) => each !== undefined);
  return Object.keys(inputs).flatMap((key) => {
    const [, first, second] = /^lora_(?:name_(\d+)|(\d+)_name)$/.exec(key) ?? [];
    const i = first ?? second;
    if (i === undefined || Number(i) > count || /^off$/i.test(String(of(i, 'switch')))) return [];
    const simple = inputs['input_mode'] === 'simple';
    const weight = of(i, ...(simple ? ['lora_wt'] : ['model_weight', 'model_str', 'lora_wt', 'strength']));
    const ofText = simple ? undefined : of(i, 'clip_weight', 'clip_str');
    return loraOf(inputs[key], number(graph, weight), number(graph, ofText));
  });
}

/** A number, or that of the node behind it. */
function number(graph: ComfyGraph, given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  const { inputs = {} } = graph.get(String(given[0])) ?? {};
  return inputs['value'] ?? inputs['float'] ?? inputs['number'] ?? inputs['Number'];
}
