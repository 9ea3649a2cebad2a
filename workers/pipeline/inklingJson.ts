// `inkling.json`, the optional file beside `model_index.json` that says how a pack likes to be used. Parsed defensively.
import { AppError } from '../errors.ts';
import { SAMPLER_NAMES, type SamplerName } from '../samplers/types.ts';
import { CONTROL_MODES, type ControlMode, type FinishName, FINISHES } from './job.ts';
import type { LatentMap } from './preview.ts';

export interface InklingDefaults {
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly sampler: SamplerName;
  readonly guidanceScale: number;
  readonly guidanceRescale: number;
  readonly negativePrompt: string;
  readonly controlWeight: number;
  readonly controlMode: ControlMode;
  readonly finish: FinishName;
}

export interface InklingJson {
  readonly name: string;
  readonly licence: string;
  readonly defaults: Partial<InklingDefaults>;
  /** Net name -> its folder inside the pack (or a URL) and what it was trained on. */
  readonly controlNets: Readonly<Record<string, { readonly path: string; readonly conditions: readonly string[] }>>;
  readonly preview: LatentMap | null;
  readonly examples: readonly string[];
  /** Sum of the listed files, 0 when none are listed. */
  readonly sizeBytes: number;
}

/** @throws AppError `bad-model` naming the key that is wrong */
export function parseInklingJson(text: string, pack: string): InklingJson {
  const root = record(parse(text, pack), pack, 'the file');
  const files = Object.values(record(root['files'] ?? {}, pack, 'files'));
  return {
    name: string(root['name'] ?? pack, pack, 'name'),
    licence: string(root['licence'] ?? '', pack, 'licence'),
    defaults: defaults(record(root['defaults'] ?? {}, pack, 'defaults'), pack),
    controlNets: Object.fromEntries(
      Object.entries(record(root['controlNets'] ?? {}, pack, 'controlNets')).map(([name, value]) => {
        const net = record(value, pack, `controlNets.${name}`);
        const conditions = (net['conditions'] ?? []) as unknown;
        if (!Array.isArray(conditions)) throw bad(pack, `controlNets.${name}.conditions`, 'a list');
        return [
          name,
          { path: string(net['path'], pack, `controlNets.${name}.path`), conditions: conditions.map(String) },
        ];
      }),
    ),
    preview: root['preview'] === undefined ? null : latentMap(record(root['preview'], pack, 'preview'), pack),
    examples: Array.isArray(root['examples']) ? root['examples'].map(String) : [],
    sizeBytes: files.reduce<number>(
      (sum, file) => sum + number(record(file, pack, 'files')['bytes'] ?? 0, pack, 'files.bytes'),
      0,
    ),
  };
}

function defaults(given: Record<string, unknown>, pack: string): Partial<InklingDefaults> {
  const result: { -readonly [K in keyof InklingDefaults]?: InklingDefaults[K] } = {};
  for (const key of ['width', 'height', 'steps', 'guidanceScale', 'guidanceRescale', 'controlWeight'] as const) {
    if (given[key] !== undefined) result[key] = number(given[key], pack, `defaults.${key}`);
  }
  if (given['negativePrompt'] !== undefined)
    result.negativePrompt = string(given['negativePrompt'], pack, 'defaults.negativePrompt');
  if (given['sampler'] !== undefined) result.sampler = oneOf(given['sampler'], SAMPLER_NAMES, pack, 'defaults.sampler');
  if (given['controlMode'] !== undefined)
    result.controlMode = oneOf(given['controlMode'], CONTROL_MODES, pack, 'defaults.controlMode');
  if (given['finish'] !== undefined) result.finish = oneOf(given['finish'], FINISHES, pack, 'defaults.finish');
  return result;
}

function oneOf<T extends string>(value: unknown, names: readonly T[], pack: string, key: string): T {
  const known = names.find((name) => name === value);
  if (!known) throw bad(pack, key, `one of ${names.join(', ')}`);
  return known;
}

function latentMap(given: Record<string, unknown>, pack: string): LatentMap {
  const isRow = (row: unknown): row is number[] =>
    Array.isArray(row) && row.length === 3 && row.every((v) => typeof v === 'number' && Number.isFinite(v));
  const { matrix, bias } = given;
  if (!Array.isArray(matrix) || matrix.length === 0 || !matrix.every(isRow))
    throw bad(pack, 'preview.matrix', 'a list of [r, g, b] rows');
  if (!isRow(bias)) throw bad(pack, 'preview.bias', '[r, g, b]');
  return { matrix, bias };
}

function parse(text: string, pack: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-model', `${pack}: inkling.json is not JSON`, '', { cause });
  }
}

function record(value: unknown, pack: string, key: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(pack, key, 'an object');
  return value as Record<string, unknown>;
}

function string(value: unknown, pack: string, key: string): string {
  if (typeof value !== 'string') throw bad(pack, key, 'a string');
  return value;
}

function number(value: unknown, pack: string, key: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw bad(pack, key, 'a number of at least 0');
  return value;
}

function bad(pack: string, key: string, wanted: string): AppError {
  return new AppError('bad-model', `${pack}: inkling.json: ${key} should be ${wanted}`);
}
