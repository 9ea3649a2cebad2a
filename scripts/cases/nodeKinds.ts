// Cases that need no page: LoRA files, tokens, servers, disks, graphics cards, by the modules themselves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { download } from '../../workers/weights/download.ts';
import { loraReader } from '../../workers/weights/lora.ts';
import { opfsStore } from '../../workers/weights/opfs.ts';
import { joinReaders, safetensorsReader } from '../../workers/weights/reader.ts';
import { memorySource } from '../../workers/weights/source.ts';
import { memoryStore } from '../../workers/weights/storage.ts';
import { clipVocabulary } from '../../workers/pipeline/clipVocabulary.ts';
import { createTokenizer, tokenizePrompt } from '../../workers/pipeline/tokenize.ts';
import { chooseBackend, readHardware } from '../../workers/runtime/device.ts';
import type { Ort } from '../../workers/runtime/ort.ts';
import { watchDevice } from '../../workers/runtime/deviceLoss.ts';
import { type Case, fileOf, type Got, jsonOf, type Kind, type Tools } from './case.ts';

/** diffusers', peft's and LyCORIS' sums are rounded in another order. */
const LORA_TOLERANCE = 1e-5;

export const NODE_KINDS: readonly Kind[] = [
  { takes: ({ files }) => files.some(({ name }) => name === 'want.safetensors'), run: lora },
  { takes: ({ files }) => files.some(({ name }) => name === 'chunks.json'), run: tokens },
  { takes: ({ files }) => files.some(({ name }) => name === 'server.json'), run: server },
  { takes: ({ files }) => files.some(({ name }) => name === 'errors.json'), run: disk },
  { takes: ({ files }) => files.some(({ name }) => name === 'adapter.json'), run: adapter },
  { takes: ({ files }) => files.some(({ name }) => name === 'fake.json'), run: loss },
];

const reader = (name: string, bytes: Uint8Array): ReturnType<typeof safetensorsReader> =>
  safetensorsReader(memorySource(name, new Uint8Array(bytes)));

function lora({ pack }: Tools, one: Case): Got {
  const made = pack();
  if ('why' in made) return { holds: null, got: made.why };
  const unet = readFileSync(join(made.folder, 'unet', 'diffusion_pytorch_model.safetensors'));
  const base = joinReaders({ 'unet/': reader('unet', unet) });
  const changed = loraReader(base, reader('lora', fileOf(one, /lora\.safetensors/)), 1);
  const want = reader('want', fileOf(one, /want\.safetensors/));
  const errors = want.keys().map((key) => {
    const [ours, theirs] = [changed.read(`unet/${key}`), want.read(key)].map(
      (bytes) => new Float32Array(bytes.slice().buffer),
    );
    return Math.max(...theirs.map((value, i) => Math.abs(value - (ours[i] ?? NaN))));
  });
  const worst = Math.max(...errors);
  return {
    holds: worst < LORA_TOLERANCE,
    got: `${errors.length} weights, largest difference ${worst.toExponential(1)}`,
  };
}

async function tokens(_: Tools, one: Case): Promise<Got> {
  const merges = readFileSync(new URL('../../public/models/clip-vocabulary/merges.txt', import.meta.url), 'utf8');
  const tokenizer = await createTokenizer(clipVocabulary(merges), 'tokenizer/');
  const { a1111 } = jsonOf(one, /chunks/) as { a1111: readonly (readonly number[])[] };
  const chunks = tokenizePrompt(
    tokenizer,
    fileOf(one, /prompt/)
      .toString()
      .trim(),
  ).map(({ ids }) => [...ids]);
  return {
    holds: JSON.stringify(chunks) === JSON.stringify(a1111),
    got: `${chunks.length} windows, ${chunks.map((ids) => ids.indexOf(tokenizer.eos) - 1).join(' and ')} tokens`,
  };
}

interface ServerFile {
  readonly body: number;
  readonly cut: number;
  readonly Range?: number;
  readonly 'etag first'?: string;
  readonly 'etag resume'?: string;
}

/** A body that comes when it is read, and breaks at the end of `bytes` where it is cut. */
function stream(bytes: Uint8Array<ArrayBuffer>, cut: boolean): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += 500)));
        else if (cut) controller.error(new TypeError('network error'));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

async function server(_: Tools, one: Case): Promise<Got> {
  const {
    body,
    cut,
    Range,
    'etag first': etag = '"a"',
    'etag resume': later = etag,
  } = jsonOf(one, /server/) as ServerFile;
  const file = Uint8Array.from({ length: body }, (_unused, i) => (7 * i) % 251);
  const sha256 = [...new Uint8Array(await crypto.subtle.digest('SHA-256', file))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const asked: string[] = [];
  const answer = (init?: RequestInit): Response => {
    const range = new Headers(init?.headers).get('range');
    asked.push(range ?? 'whole');
    const from = Number(/\d+/.exec(range ?? '0')?.[0]);
    if (range !== null && Range !== undefined) return new Response('no', { status: Range });
    if (range !== null)
      return new Response(stream(file.slice(from), false), {
        status: 206,
        headers: { etag: later, 'content-range': `bytes ${from}-${body - 1}/${body}` },
      });
    const first = asked.length === 1;
    return new Response(stream(first ? file.slice(0, cut) : file, first), {
      headers: { etag, 'content-length': String(body) },
    });
  };
  const fetch = (_url: unknown, init?: RequestInit): Promise<Response> => Promise.resolve(answer(init));
  const known = Range === undefined ? { expected: { sha256 } } : {};
  const kept = await download({
    url: 'https://a.example/f',
    path: 'f',
    store: memoryStore(),
    fetch,
    retryMs: 1,
    ...known,
  });
  const source = await kept.open('f');
  const whole = Buffer.compare(Buffer.from(source.read(0, source.byteLength)), Buffer.from(file)) === 0;
  const { requests } = one.expected['expected'] as { requests: readonly string[] };
  return {
    holds: whole && JSON.stringify(asked) === JSON.stringify(requests),
    got: `${asked.join(', ')}; ${whole ? 'the whole file' : 'another file'}`,
  };
}

async function disk(_: Tools, one: Case): Promise<Got> {
  const names = jsonOf(one, /errors/) as readonly string[];
  const kinds = await Promise.all(
    names.map(async (name) => {
      const refuse = (): Promise<never> => Promise.reject(new DOMException('no', name));
      const handle = { getFile: () => Promise.resolve(new File([], 'f')), createSyncAccessHandle: refuse };
      const store = opfsStore({ getFileHandle: () => Promise.resolve(handle) } as unknown as FileSystemDirectoryHandle);
      const fetch = (): Promise<Response> =>
        Promise.resolve(new Response(new Uint8Array(100), { headers: { 'content-length': '100' } }));
      return (await download({ url: 'https://a.example/f', path: 'f', store, fetch, retryMs: 1 })).kind;
    }),
  );
  return { holds: kinds.every((kind) => kind === 'memory'), got: kinds.join(', ') };
}

async function adapter(_: Tools, one: Case): Promise<Got> {
  const { features, info } = jsonOf(one, /adapter/) as { features: readonly string[]; info: null };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const gpu = { requestAdapter: () => Promise.resolve({ features: new Set(features), info: info ?? undefined }) };
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, hardwareConcurrency: 4 }, configurable: true });
  try {
    const { kind, reason } = chooseBackend({ backend: 'auto', precision: 'auto' }, await readHardware());
    return { holds: kind === 'webgpu', got: `${kind}: ${reason}` };
  } finally {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
  }
}

async function loss(_: Tools, one: Case): Promise<Got> {
  const { lost, then } = jsonOf(one, /fake/) as { lost: string; then: string };
  const fail = (): Promise<never> => Promise.reject(new Error(then));
  const gone = { lost: Promise.resolve({ reason: 'destroyed', message: lost }) };
  // What guards both the making of a session and its runs.
  const device = watchDevice({ env: { webgpu: { device: gone } } } as unknown as Ort, true);
  await device.watch();
  const code = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'no error',
      (error: unknown) => String((error as { code?: unknown }).code ?? error),
    );
  const codes = [
    await code(device.guard(fail(), 'running a graph')),
    await code(device.guard(fail(), 'making a session')),
  ];
  return { holds: codes.every((each) => each === 'device-lost'), got: codes.join(', ') };
}
