// ComfyUI: the graph that made the picture, as far as its standard nodes say it. Pure.
import { type ComfyGraph, type ComfyNode, graphOf, graphOfWorkflow, source, value } from './comfyGraph.ts';
import { lorasOf, wordsOf } from './comfyParts.ts';
import { modelOf } from './json.ts';
import type { Draft, DraftControl, LeftOut, ToldModel } from './types.ts';
import { type Fields, numberOf } from './values.ts';

const SAMPLERS = /^(KSampler( \(Efficient\))?|KSamplerAdvanced|SamplerCustom|SamplerCustomAdvanced)$/;
/** Nodes behind a sampler's latent; more than this in a row is no workflow. */
const MAX_DEPTH = 200;

/** What the walk has found; nodes that nobody here knows are named by their class. */
interface Found {
  readonly graph: ComfyGraph;
  readonly others: Map<string, LeftOut>;
  readonly loras: ToldModel[];
  readonly controls: DraftControl[];
  model: ToldModel | null;
  clipSkip: unknown;
  rescale: unknown;
  /** Conditionings that were looked at: both halves of guidance come from the same nodes. */
  readonly seen: Set<string>;
}

export function readComfyUi(json: Fields): Draft | null {
  const graph = graphOf(json) ?? (Array.isArray(json['nodes']) ? graphOfWorkflow(json) : null);
  if (!graph) return null;
  const found: Found = {
    graph,
    others: new Map(),
    loras: [],
    controls: [],
    model: null,
    clipSkip: null,
    rescale: undefined,
    seen: new Set(),
  };
  const sampler = firstSampler(found);
  if (!sampler) return { program: 'ComfyUI', others: [{ name: 'workflow' }] };
  const sampling = samplingOf(graph, sampler);
  walkModel(found, source(graph, sampling.guider, 'model') ?? source(graph, sampler, 'model'));
  const positive = source(graph, sampling.guider, 'positive', 'conditioning');
  const negative = source(graph, sampling.guider, 'negative');
  const prompt = textAt(found, positive, 'positive', 0);
  // A guider that asks for no negative words has had none.
  const negativePrompt = negative ? textAt(found, negative, 'negative', 0) : '';
  if (prompt === null) found.others.set('prompt', { name: 'Prompt' });
  if (negativePrompt === null) found.others.set('negative', { name: 'Negative prompt' });
  return {
    program: 'ComfyUI',
    prompt,
    negativePrompt,
    ...sampling.values,
    ...latentOf(found, sampler, sampling.values.strength),
    rng: 'torch',
    clipSkip: found.clipSkip ?? 0,
    guidanceRescale: found.rescale,
    model: found.model,
    vae: vaeOf(graph),
    loras: found.loras,
    controls: found.controls,
    others: [...found.others.values()],
  };
}

/** The sampler that begins: one whose latent comes from no other sampler. Later ones are second passes. */
function firstSampler({ graph, others }: Found): ComfyNode | null {
  const all = [...graph.values()].filter(({ type }) => SAMPLERS.test(type));
  const used = all.filter((node) => reaches(graph, node));
  const candidates = used.length > 0 ? used : all;
  const first = candidates.filter((node) =>
    upstream(graph, node, 'latent_image').every(({ type }) => !SAMPLERS.test(type)),
  );
  if (candidates.length > first.length) others.set('second', { name: 'Hires. fix (second pass)' });
  if (first.length > 1) others.set('several', { name: 'several samplers' });
  return first[0] ?? candidates[0] ?? null;
}

/** Whether a node of the graph takes what this one makes. */
function reaches(graph: ComfyGraph, { id }: ComfyNode): boolean {
  return [...graph.values()].some(({ inputs }) =>
    Object.values(inputs).some((each) => Array.isArray(each) && String(each[0]) === id),
  );
}

/** The row of nodes behind an input, through whatever passes latents or pictures on. */
function upstream(graph: ComfyGraph, node: ComfyNode, ...first: readonly string[]): readonly ComfyNode[] {
  const row: ComfyNode[] = [];
  let at = source(graph, node, ...first);
  while (at !== null && row.length < MAX_DEPTH && !row.includes(at)) {
    row.push(at);
    at = source(graph, at, 'latent_image', 'samples', 'latent', 'pixels', 'image', 'images');
  }
  return row;
}

interface Sampling {
  /** The node that has model and conditionings. */
  readonly guider: ComfyNode;
  readonly values: Pick<Draft, 'steps' | 'sampler' | 'schedule' | 'guidanceScale' | 'seed' | 'strength'>;
}

function samplingOf(graph: ComfyGraph, node: ComfyNode): Sampling {
  const sigmas = source(graph, node, 'sigmas') ?? node;
  const guider = source(graph, node, 'guider') ?? node;
  const noise = source(graph, node, 'noise') ?? node;
  const schedule =
    value(graph, sigmas, 'scheduler') ??
    /^(Karras|Exponential|Beta|Polyexponential|Laplace)/.exec(sigmas.type)?.[1] ??
    (sigmas === node ? undefined : sigmas.type);
  return {
    guider,
    values: {
      steps: value(graph, sigmas, 'steps'),
      sampler: value(graph, source(graph, node, 'sampler') ?? node, 'sampler_name'),
      schedule,
      guidanceScale: value(graph, guider, 'cfg') ?? (guider.type === 'BasicGuider' ? 1 : undefined),
      seed: value(graph, noise, 'seed', 'noise_seed'),
      strength: value(graph, sigmas, 'denoise'),
    },
  };
}

/** The size, or, of a picture that was started from another one, the strength. */
function latentOf(found: Found, sampler: ComfyNode, strength: unknown): Pick<Draft, 'width' | 'height' | 'strength'> {
  const { graph, others } = found;
  const row = upstream(graph, sampler, 'latent_image');
  const empty = row.find(({ inputs }) => 'width' in inputs && 'height' in inputs && !('upscale_method' in inputs));
  const loader = row.find(({ inputs }) => 'empty_latent_width' in inputs);
  const started = row.some(({ type }) =>
    /^(VAEEncode|LoadImage|VAEEncodeForInpaint|InpaintModelConditioning)/.test(type),
  );
  if (row.some(({ type }) => /inpaint|SetLatentNoiseMask/i.test(type))) others.set('mask', { name: 'inpainting mask' });
  const first = numberOf(value(graph, sampler, 'start_at_step')) ?? 0;
  const steps = numberOf(value(graph, sampler, 'steps')) ?? 0;
  if (!started && first > 0) others.set('start_at_step', { name: 'start_at_step' });
  const size = empty
    ? { width: value(graph, empty, 'width'), height: value(graph, empty, 'height') }
    : loader
      ? { width: loader.inputs['empty_latent_width'], height: loader.inputs['empty_latent_height'] }
      : {};
  if (!started) return { ...size, strength: null };
  return { ...size, strength: first > 0 && steps > 0 ? 1 - first / steps : strength };
}

/** Everything between the checkpoint and the sampler. */
function walkModel(found: Found, start: ComfyNode | null): void {
  const { graph, others } = found;
  let at = start;
  for (let depth = 0; at !== null && depth < MAX_DEPTH; depth++) {
    const loras = lorasOf(graph, at);
    if (loras) found.loras.push(...loras);
    const name = value(graph, at, 'ckpt_name', 'unet_name');
    if (name !== undefined) {
      found.model = modelOf(name);
      if ('clip_skip' in at.inputs) walkClip(found, at);
      return;
    }
    if (loras) {
      at = source(graph, at, 'model');
      continue;
    }
    if (at.type === 'RescaleCFG') found.rescale = value(graph, at, 'multiplier');
    else others.set(at.type, { name: at.type });
    at = source(graph, at, 'model');
  }
}

/** A VAE of its own file; the checkpoint's is none. */
function vaeOf(graph: ComfyGraph): ToldModel | null {
  for (const node of graph.values()) {
    const loader = /^VAEDecode/.test(node.type) ? source(graph, node, 'vae') : null;
    const name = loader && value(graph, loader, 'vae_name');
    if (typeof name === 'string' && !/^baked/i.test(name)) return modelOf(name);
  }
  return null;
}

/** The words of a conditioning; nets on its way are kept, and what else is done to it is named. */
function textAt(found: Found, node: ComfyNode | null, side: 'positive' | 'negative', depth: number): string | null {
  if (node === null || depth > MAX_DEPTH) return null;
  const { graph, others, seen } = found;
  const next = (...names: readonly string[]): string | null =>
    textAt(found, source(graph, node, ...names), side, depth + 1);
  if (/^CLIPTextEncode|^BNK_CLIPTextEncode/.test(node.type) || 'text' in node.inputs) {
    walkClip(found, source(graph, node, 'clip'));
    return wordsOf(graph, node, ['text', 'text_g', 'text_l']);
  }
  if ('populated_text' in node.inputs) {
    walkClip(found, source(graph, node, 'clip'));
    return wordsOf(graph, node);
  }
  // Loaders that do all of a beginning have both words themselves.
  if ('ckpt_name' in node.inputs && side in node.inputs) return wordsOf(graph, node, [side]);
  const first = !seen.has(node.id);
  seen.add(node.id);
  if ('control_net' in node.inputs) {
    if (first) takeControl(found, node);
    return next('positive' in node.inputs ? side : 'conditioning');
  }
  if (/ZeroOut/.test(node.type)) return '';
  if (first) others.set(node.type, { name: node.type });
  return next('conditioning', 'conditioning_1', 'conditioning_to', side);
}

function walkClip(found: Found, start: ComfyNode | null): void {
  let at = start;
  for (let depth = 0; at !== null && depth < MAX_DEPTH; depth++) {
    const stop = numberOf(value(found.graph, at, 'stop_at_clip_layer') ?? at.inputs['clip_skip']);
    // -1 is the last layer.
    if (stop !== null) found.clipSkip = -stop - 1;
    at = source(found.graph, at, 'clip');
  }
}

function takeControl({ graph, controls, others }: Found, node: ComfyNode): void {
  let loader = source(graph, node, 'control_net');
  // A union net's kind is chosen on the way.
  for (let hops = 0; loader && !('control_net_name' in loader.inputs) && hops < 20; hops++)
    loader = source(graph, loader, 'control_net');
  if (loader) controls.push(controlOf(graph, node, loader));
  else others.set('control_net', { name: 'ControlNet' });
}

function controlOf(graph: ComfyGraph, node: ComfyNode, loader: ComfyNode): DraftControl {
  const image = source(graph, node, 'image');
  const kind = image?.type.replace(/(_?Preprocessor|EdgePreprocessor|_Aux)$/i, '').toLowerCase();
  return {
    net: value(graph, loader, 'control_net_name'),
    preprocessor: kind === undefined || /load|scale|crop|resize/.test(kind) ? null : kind,
    weight: value(graph, node, 'strength'),
    start: value(graph, node, 'start_percent'),
    end: value(graph, node, 'end_percent'),
  };
}
