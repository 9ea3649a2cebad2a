// Every reader of foreign files, with real inputs to start from: what programs and people wrote, out of the project's fixtures.
import { readdirSync, readFileSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import { parseClipConfig } from '../../workers/models/clip.ts';
import { buildStep } from '../../workers/models/step.ts';
import { parseControlNetConfig, parseUNetConfig, type UNetConfig } from '../../workers/models/unetConfig.ts';
import { buildVaeDecoder, parseVaeConfig, type VaeConfig } from '../../workers/models/vae.ts';
import { parseInklingJson } from '../../workers/pipeline/inklingJson.ts';
import { readPoseFile } from '../../workers/preprocess/openpose/json.ts';
import { SAMPLERS } from '../../workers/samplers/index.ts';
import { SAMPLER_NAMES, type SchedulerConfig } from '../../workers/samplers/types.ts';
import { parseSafetensorsHeader, safetensorsHeaderLength } from '../../workers/weights/safetensors.ts';
import { memorySource } from '../../workers/weights/source.ts';
import { checkpointReader } from '../../workers/weights/torchZip.ts';
import { readTorchPickle } from '../../workers/weights/torchPickle.ts';
import { exifTexts } from '../../src/files/exifTexts.ts';
import { svgDescription } from '../../src/files/svgPage.ts';
import { readHeader } from '../../src/files/imageHeader.ts';
import { readTexts } from '../../src/files/png.ts';
import { stealthOf } from '../../src/files/stealth.ts';
import { readTold } from '../../src/share/foreign/programs.ts';
import { encodeHash, parseLink } from '../../src/share/link.ts';
import { encodePage, parsePage } from '../../src/share/page.ts';
import { INITIAL_STATE } from '../../src/state/store.ts';
import { PROJECT_LIMITS, projectFiles, readProject } from '../../src/library/project.ts';
import { pack, unpack } from '../../src/library/zip.ts';
import type { Reader } from './fuzz.ts';

export { fuzz } from './fuzz.ts';

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

/** What torch.save writes: zip files with a pickle and tensors. */
const TORCH = ['.pth', '.pt', '.bin', '.ckpt'].flatMap((ending) => fixtures('torch-files', ending));

const unzipped = (bytes: Uint8Array): Readonly<Record<string, Uint8Array>> => {
  try {
    return unzipSync(bytes);
  } catch {
    return {}; // torch's older form is no zip
  }
};

function configs(file: string): readonly Uint8Array[] {
  return [...fixtures('.', file), ...fixtures('../../../public/models', file)];
}

const TARGET = { backend: 'wasm', precision: 'fp32' } as const;
const unetGraph = (unet: UNetConfig): unknown =>
  buildStep({ unet, controlNets: [], guidance: true, rescale: false, height: 8, width: 8, tokens: 7, target: TARGET });
const vaeGraph = (vae: VaeConfig): unknown => buildVaeDecoder(vae, { height: 8, width: 8, target: TARGET });

/** Stored, not deflated, so that a changed letter is a changed letter of the page. */
async function projects(): Promise<readonly Uint8Array[]> {
  const page = encodePage({ ...INITIAL_STATE, prompt: 'a house' });
  const record = {
    id: 'a1',
    createdAt: 1,
    width: 8,
    height: 8,
    prompt: 'a',
    seed: 7,
    totalMs: 1,
    backend: 'WASM',
    metadata: '',
    page,
    favourite: true,
  };
  const project = {
    page,
    pixels: new Map([['paper:under-1', new Blob(['pixels'], { type: 'image/png' })]]),
    pictures: [{ record, file: new Blob(['png'], { type: 'image/png' }) }],
  };
  const files = projectFiles(project, '0.1.0');
  const inside = await Promise.all(
    files.map(async ({ name, file }) => [name, new Uint8Array(await file.arrayBuffer())] as const),
  );
  return [zipSync(Object.fromEntries(inside), { level: 0 }), new Uint8Array(await (await pack(files)).arrayBuffer())];
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
      svgDescription(textOf(input));
      stealthOf(input, Math.ceil(Math.sqrt(input.length / 4)), Math.floor(Math.sqrt(input.length / 4)));
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
      ...TORCH.flatMap((bytes) =>
        Object.entries(unzipped(bytes)).flatMap(([name, file]) => (name.endsWith('data.pkl') ? [file] : [])),
      ),
    ],
    read: (input) => readTorchPickle(input, 'file'),
  },
  {
    name: 'zip',
    seeds: () => TORCH,
    read: (input) => {
      const reader = checkpointReader(memorySource('file', input));
      for (const key of reader.keys()) reader.read(key);
      return reader.metadata;
    },
  },
  {
    name: 'link',
    seeds: async () => {
      const hashes = await Promise.all(
        ['a house', '', 'noise, 家'.repeat(20)].map((prompt) => encodeHash(encodePage({ ...INITIAL_STATE, prompt }))),
      );
      return ['', 'https://a.example/'].flatMap((site) => hashes.map((hash) => utf8(site + hash)));
    },
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
  {
    name: 'project',
    seeds: projects,
    read: async (input) => {
      const { page, pictures } = await readProject(await unpack(new Blob([input]), PROJECT_LIMITS));
      return [parsePage(page, 'skip'), pictures];
    },
  },
  {
    name: 'config',
    seeds: () => [...configs('config.json'), ...configs('inkling.json')],
    read: (input) => {
      const text = textOf(input);
      const json = parsed(text);
      const kind = /_class_name"\s*:\s*"(\w+)/.exec(text)?.[1] ?? '';
      if (kind === 'ControlNetModel') return parseControlNetConfig(json);
      if (kind.startsWith('Autoencoder')) return vaeGraph(parseVaeConfig(json));
      if (kind.startsWith('UNet')) return unetGraph(parseUNetConfig(json));
      return text.includes('hidden_size') ? parseClipConfig(json) : parseInklingJson(text, 'pack');
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
