// A LoRA file laid beside a model: which of the model's tensors it changes, and how. Reads no values before they are wanted.
import { AppError } from '../../errors.ts';
import { toFloats } from '../convert.ts';
import type { TensorReader } from '../types.ts';
import { type Floats, size } from './algebra.ts';
import { bringToLength, lengthsOf } from './dora.ts';
import { FULL } from './full.ts';
import type { LoraKind, ReadPart, ShapeOf } from './kind.ts';
import { LOHA } from './loha.ts';
import { LOKR } from './lokr.ts';
import { layerName, ldmNames } from './names.ts';
import { bundledEmbedding, otherKind, type PartName, partOf, type Parts } from './parts.ts';
import { PLAIN } from './plain.ts';
import { metadataAlphas } from './scaling.ts';

/** How strongly a LoRA acts: 1 as trained; may be negative. */
export interface LoraStrength {
  readonly unet: number;
  readonly text: number;
}

/** `weight` (float32, a copy) changed in place. */
export type Change = (weight: Floats, strength: number) => void;

export interface LoraFit {
  /** Keys of the model, and how each is changed. */
  readonly changes: ReadonlyMap<string, Change>;
  /** Tensors of the file that this model has no use for. */
  readonly leftOut: readonly string[];
  /** Words that the file brings along (textual inversion): name -> its tensor's key. */
  readonly embeddings: ReadonlyMap<string, string>;
}

const KINDS: readonly LoraKind[] = [PLAIN, LOHA, LOKR, FULL];
const HINT = 'Was the LoRA made for this model?';
const OTHER_HINT = 'Use LoRA, LoCon, LoHa, LoKr, DoRA or full differences.';

/**
 * @param base keys as `<component>/<name>`; of these, `unet/...` and `text_encoder/...` are changed
 * @throws AppError `bad-model` naming the tensor when nothing of the file, or not in this size, belongs to the model
 */
export function fitLora(base: TensorReader, lora: TensorReader): LoraFit {
  const { layers, embeddings, unknown } = layersOf(lora);
  const alphas = metadataAlphas(lora.metadata);
  const changes = new Map<string, Change>();
  for (const { module, component, names, weight, bias } of modulesOf(base)) {
    const name = names.find((each) => layers.has(each));
    const layer = name === undefined ? undefined : layers.get(name);
    if (name === undefined || !layer) continue;
    layers.delete(name);
    const { parts, path } = layer;
    const said = alphas(component, path);
    const change = weight === undefined ? undefined : weightChange(lora, parts, said, base.info(weight)?.shape ?? [], weight); // prettier-ignore
    if (change && weight !== undefined) changes.set(weight, change);
    const biasKey = `${component}/${module}.bias`;
    const move = biasChange(lora, parts, said, bias === undefined ? undefined : base.info(bias)?.shape, biasKey);
    if (move) changes.set(biasKey, move);
  }
  const leftOut = [...layers.values()].flatMap(({ parts }) => Object.values(parts));
  if (changes.size === 0 && embeddings.size === 0) {
    const [stray] = [...leftOut, ...unknown];
    const other = unknown.find((key) => otherKind(key) !== undefined);
    if (other !== undefined)
      throw new AppError('unsupported', `LoRA tensor '${other}' belongs to ${otherKind(other)}, a kind that is not read here.`, OTHER_HINT); // prettier-ignore
    throw stray === undefined
      ? new AppError('bad-model', 'The LoRA file holds no tensors.', HINT)
      : new AppError('bad-model', `LoRA tensor '${stray}' has no layer in this model`, HINT);
  }
  return { changes, leftOut: [...leftOut, ...unknown], embeddings };
}

interface Layer {
  /** As in the file. */
  readonly path: string;
  readonly parts: Parts;
}

function layersOf(lora: TensorReader) {
  const layers = new Map<string, Layer>();
  const embeddings = new Map<string, string>();
  const unknown: string[] = [];
  for (const key of lora.keys()) {
    const word = bundledEmbedding(key);
    const found = partOf(key);
    if (word !== undefined) embeddings.set(word, key);
    else if (!found) unknown.push(key);
    else {
      const name = layerName(found.path);
      const parts = layers.get(name)?.parts ?? {};
      // A second adapter in the file is another LoRA.
      if (parts[found.part] !== undefined) unknown.push(key);
      else layers.set(name, { path: found.path, parts: { ...parts, [found.part]: key } });
    }
  }
  return { layers, embeddings, unknown };
}

interface Module {
  readonly component: string;
  readonly module: string;
  /** What files may call it, in the one spelling. */
  readonly names: readonly string[];
  readonly weight: string | undefined;
  readonly bias: string | undefined;
}

function modulesOf(base: TensorReader): readonly Module[] {
  const modules = new Map<string, Module>();
  for (const key of base.keys()) {
    const [, component, module, kind] = /^(unet|text_encoder)\/(.+)\.(weight|bias)$/.exec(key) ?? [];
    if (component === undefined || module === undefined) continue;
    const id = `${component}/${module}`;
    const known = modules.get(id) ?? { component, module, names: [], weight: undefined, bias: undefined };
    modules.set(id, { ...known, [kind as 'weight' | 'bias']: key });
  }
  const unet = [...modules.values()].filter(({ component }) => component === 'unet');
  const ldm = ldmNames(unet.map(({ module }) => module));
  return [...modules.values()].map((each) => {
    const old = each.component === 'unet' ? ldm.get(each.module) : undefined;
    return { ...each, names: [layerName(`${each.component}.${each.module}`), ...(old === undefined ? [] : [old])] };
  });
}

type Said = { readonly alpha: number; readonly root: boolean } | undefined;

function weightChange(lora: TensorReader, parts: Parts, said: Said, shape: readonly number[], key: string) {
  const kind = KINDS.find((each) => each.has(parts));
  if (!kind) {
    if (parts.dora_scale === undefined && parts.magnitude === undefined) return undefined;
    throw misfit(parts, 'lacks its change');
  }
  for (const part of kind.needs(parts)) if (parts[part] === undefined) throw misfit(parts, 'lacks its other half');
  const shapeOf: ShapeOf = (part) => lora.info(parts[part] ?? '')?.shape ?? [];
  const [rows, columns] = kind.matrix(shapeOf, parts);
  const scaled = parts.dora_scale === undefined ? undefined : lengthsOf(shape, shapeOf('dora_scale'));
  const fits =
    rows === (shape[0] ?? 1) &&
    columns === size(shape.slice(1)) &&
    (parts.dora_scale === undefined || scaled !== undefined) &&
    (parts.magnitude === undefined || size(shapeOf('magnitude')) === shape[0]);
  if (!fits) {
    const told = Object.values(parts).map((name) => `'${name}' [${lora.info(name)?.shape.join() ?? ''}]`);
    throw new AppError('bad-model', `LoRA tensors ${told.join(' and ')} do not fit ${key} [${shape.join()}]`, HINT);
  }
  const read = readerOf(lora, parts);
  const factor = alphaFactor(lora, parts, said, kind.rank(shapeOf, parts));
  const add = (weight: Floats, strength: number): void => {
    const by = strength * factor();
    const { data } = kind.change(read, parts);
    for (let i = 0; i < data.length; i++) weight.data[i] += by * data[i];
  };
  const change: Change = (weight, strength) => {
    if (!scaled) {
      add(weight, strength);
      // peft has the strength in the change, before the lengths.
      if (parts.magnitude !== undefined) bringToLength(weight, read('magnitude'), true);
      return;
    }
    // A1111 and ComfyUI go from the model's weight to the trained one by the strength.
    const trained = { shape: weight.shape, data: weight.data.slice() };
    add(trained, 1);
    bringToLength(trained, read('dora_scale'), scaled === 'rows');
    for (let i = 0; i < weight.data.length; i++) weight.data[i] += strength * (trained.data[i] - weight.data[i]);
  };
  return change;
}

/** A full difference of a bias, or the bias that peft trains beside `lora_B`. */
function biasChange(lora: TensorReader, parts: Parts, said: Said, shape: readonly number[] | undefined, key: string) {
  const part: PartName = parts.diff_b === undefined ? 'upBias' : 'diff_b';
  const name = parts[part];
  if (name === undefined) return undefined;
  const own = lora.info(name)?.shape ?? [];
  if (!shape || size(own) !== size(shape)) {
    throw new AppError('bad-model', `LoRA tensor '${name}' [${own.join()}] does not fit ${key} [${shape?.join() ?? 'none'}]`, HINT); // prettier-ignore
  }
  const rank = part === 'upBias' ? (lora.info(parts.down ?? '')?.shape[0] ?? 1) : 0;
  const factor = alphaFactor(lora, parts, said, rank);
  const change: Change = (weight, strength) => {
    const by = strength * factor();
    readerOf(lora, parts)(part).data.forEach((value, i) => (weight.data[i] += by * value));
  };
  return change;
}

/** alpha over the rank: the file's own tensor first, then its metadata, else 1. Read when it is wanted. */
function alphaFactor(lora: TensorReader, parts: Parts, said: Said, rank: number): () => number {
  return () => {
    if (rank === 0) return 1;
    if (parts.alpha !== undefined) return numberAt(lora, parts.alpha) / rank;
    return said ? said.alpha / (said.root ? Math.sqrt(rank) : rank) : 1;
  };
}

/** A number that is a tensor: some scripts write alpha as an integer. */
function numberAt(lora: TensorReader, key: string): number {
  const dtype = lora.info(key)?.dtype;
  if (dtype !== 'I64' && dtype !== 'I32') return floatsOf(lora, key)[0];
  const bytes = lora.read(key);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(0, true);
}

function misfit(parts: Parts, what: string): AppError {
  return new AppError('bad-model', `LoRA tensor '${Object.values(parts)[0]}' ${what}`, HINT);
}

function readerOf(lora: TensorReader, parts: Parts): ReadPart {
  return (part) => {
    const key = parts[part] ?? part;
    return { shape: lora.info(key)?.shape ?? [], data: floatsOf(lora, key) };
  };
}

/** A tensor's values as float32, a copy. @throws AppError `bad-model` where it holds none */
export function floatsOf(reader: TensorReader, key: string): Float32Array {
  const dtype = reader.info(key)?.dtype ?? 'F32';
  const floats = toFloats(reader.read(key), dtype);
  if (!floats) throw new AppError('bad-model', `tensor '${key}' is stored as ${dtype}, not as floats`);
  return dtype === 'F32' ? floats.slice() : floats; // others were cast into memory of their own
}
