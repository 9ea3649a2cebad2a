// Every reader of foreign files, with real inputs to start from, and the loop that tries them: a reader reads or refuses (AppError),
// within a second and without keeping memory. Whatever else it does is a fault.
import { readdirSync, readFileSync } from 'node:fs';
import { AppError } from '../../workers/errors.ts';
import { readPoseFile } from '../../workers/preprocess/openpose/json.ts';
import { SAMPLERS } from '../../workers/samplers/index.ts';
import { SAMPLER_NAMES, type SchedulerConfig } from '../../workers/samplers/types.ts';
import { parseSafetensorsHeader, safetensorsHeaderLength } from '../../workers/weights/safetensors.ts';
import { readTorchPickle } from '../../workers/weights/torchPickle.ts';
import { exifTexts } from '../../src/services/exifTexts.ts';
import { readHeader } from '../../src/services/imageHeader.ts';
import { readTexts } from '../../src/services/png.ts';
import { readTold } from '../../src/share/foreign/programs.ts';
import { parseLink } from '../../src/share/link.ts';
import { parsePage } from '../../src/share/page.ts';
import { mutated, randomOf } from './mutate.ts';

export interface Reader {
  readonly name: string;
  readonly seeds: () => readonly Uint8Array[];
  readonly read: (input: Uint8Array<ArrayBuffer>) => unknown;
}

export interface Fuzzed {
  readonly read: number;
  readonly refused: number;
  readonly slowestMs: number;
  readonly heapMb: number;
  readonly faults: readonly string[];
}

/** Longer than this is a hang. */
const MOST_MS = 1000;
const MAX_FAULTS = 20;
const FIXTURES = new URL('../../python/golden/fixtures/', import.meta.url);
const FORMS = new URL('../../src/share/foreign/forms/', import.meta.url);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const json = (path: string, base = FIXTURES): unknown => JSON.parse(readFileSync(new URL(path, base), 'utf8'));

/** All bytes of the fixtures' files of a kind, the small ones. */
function fixtures(folder: string, ending: string, most = 40_000): readonly Uint8Array[] {
  const names = readdirSync(new URL(folder, FIXTURES), { recursive: true }).map(String);
  const files = names
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, FIXTURES)));
  return files.filter(({ length }) => length > 0 && length < most).slice(0, 12);
}

interface ToldFile {
  readonly file: string;
}

export const READERS: readonly Reader[] = [
  {
    name: 'infotext',
    seeds: () =>
      ['a1111.json', 'programs.json'].flatMap((name) =>
        (json(name, FORMS) as { texts: { text: string }[] }[]).flatMap(({ texts }) =>
          texts.map(({ text }) => utf8(text)),
        ),
      ),
    read: (input) => ['parameters', 'Dream', 'workflow'].map((key) => readTold([{ key, text: textOf(input) }])),
  },
  {
    name: 'picture',
    seeds: () =>
      (json('told-files.json') as { files: ToldFile[] }).files.map(({ file }) => Buffer.from(file, 'base64')),
    read: async (input) => {
      readHeader(input);
      await readTexts(new Blob([input]));
      return exifTexts(input);
    },
  },
  {
    name: 'pose',
    seeds: () => [
      utf8(
        JSON.stringify({
          people: [{ pose_keypoints_2d: Array.from({ length: 54 }, (_, i) => i / 54) }],
          canvas_width: 512,
          canvas_height: 512,
        }),
      ),
      utf8(JSON.stringify({ width: 512, height: 512, keypoints: [Array.from({ length: 18 }, (_, i) => [i, 2 * i])] })),
      utf8(
        JSON.stringify([
          { people: [{ pose_keypoints_2d: Array.from({ length: 75 }, () => 1) }], animals: [[1, 2, 1]] },
        ]),
      ),
    ],
    read: (input) => readPoseFile(textOf(input), { width: 64, height: 64 }),
  },
  {
    name: 'safetensors',
    seeds: () => fixtures('.', '.safetensors'),
    read: (input) => {
      const length = safetensorsHeaderLength(input.subarray(0, 8), input.length, 'file');
      return parseSafetensorsHeader(input.subarray(8, 8 + length), input.length, 'file');
    },
  },
  {
    name: 'pickle',
    seeds: () => [
      ...fixtures('torch-files', '.pkl'),
      ...fixtures('torch-files', '.pt'),
      ...fixtures('torch-files', '.bin'),
      utf8('\u0080\u0002}q\u0000.'),
    ],
    read: (input) => readTorchPickle(input, 'file'),
  },
  {
    name: 'link',
    seeds: () => [
      utf8('#2.q1YqUrJSyk0sKUotVtJRKkktLlGyUkrOyCwuSS0GiqSlFimVFqcWAQA'),
      utf8('#1.AAAA'),
      utf8('https://a.b/#2.y0lMSk4BAA'),
    ],
    read: (input) => parseLink(textOf(input)),
  },
  {
    name: 'page',
    seeds: () => [
      utf8(JSON.stringify({ v: 2, w: { p: 'a', n: '', r: 1, s: { steps: 4 } }, d: [[0, 20, 0, [1, 2, 3, 4]]] })),
      utf8(JSON.stringify({ v: 1, p: 'noise', n: '', r: 1, s: {}, d: [[0, 20, 0, [1, 2, 3]]] })),
    ],
    read: (input) => parsePage(textOf(input)),
  },
  {
    name: 'scheduler',
    seeds: () =>
      (json('scheduler-configs.json') as { cases: { config: unknown }[] }).cases.map(({ config }) =>
        utf8(JSON.stringify(config)),
      ),
    read: async (input) => {
      const config: unknown = parsed(textOf(input));
      if (typeof config !== 'object' || config === null || Array.isArray(config)) return null;
      const settings = config as SchedulerConfig;
      const sampler = SAMPLERS[SAMPLER_NAMES[input.length % SAMPLER_NAMES.length]];
      const model = (x: Float32Array): Promise<Float32Array> => Promise.resolve(x);
      const noise = new Float32Array(4).fill(0.5);
      for await (const { x } of sampler({ model, config: settings, steps: 3, noise, randn: () => noise }))
        if (x.length === 0) break;
      return config;
    },
  },
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Tries `count` inputs, all of them out of `seed`. */
export async function fuzz({ name, seeds, read }: Reader, count: number, seed: number): Promise<Fuzzed> {
  const random = randomOf(seed);
  const from = seeds();
  const faults: string[] = [];
  let [done, refused, slowestMs] = [0, 0, 0];
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < count && faults.length < MAX_FAULTS; i++) {
    const input = mutated(from, random);
    const start = performance.now();
    try {
      await read(input);
      done += 1;
    } catch (error) {
      if (error instanceof AppError) refused += 1;
      else faults.push(`${name}, input ${i} (${shown(input)}): ${String(error)}`);
    }
    const ms = performance.now() - start;
    slowestMs = Math.max(slowestMs, ms);
    // A machine that does other things makes anything slow once; a hang is slow again.
    if (ms > MOST_MS && (await again(read, input)) > MOST_MS)
      faults.push(`${name}, input ${i} (${shown(input)}): ${ms.toFixed(0)} ms`);
  }
  const heapMb = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  return { read: done, refused, slowestMs, heapMb, faults };
}

async function again(read: Reader['read'], input: Uint8Array<ArrayBuffer>): Promise<number> {
  const start = performance.now();
  try {
    await read(input);
  } catch {
    // Told already.
  }
  return performance.now() - start;
}

const shown = (input: Uint8Array): string => JSON.stringify(textOf(input.subarray(0, 120)));
