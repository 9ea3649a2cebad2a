// Every program whose pictures are read, one row each; the first that knows a text has it. Pure.
import { readA1111 } from './a1111.ts';
import { readAnyJson, readLines } from './anyJson.ts';
import { readComfyUi } from './comfyui.ts';
import { readDream, readInvokeAi, readInvokeTwo } from './invokeai.ts';
import { readDiffusers, readDrawThings, readFooocus, readNovelAi } from './json.ts';
import { settle } from './settle.ts';
import { readSwarmUi } from './swarmui.ts';
import type { Draft, ToldSettings } from './types.ts';
import type { FileText } from '../../files/fileText.ts';
import { type Fields, isRecord, jsonOf, textOf } from './values.ts';

/** Readers of a JSON object; ordered from the surest sign to the vaguest. */
const JSON_READERS: readonly ((json: Fields) => Draft | null)[] = [
  readSwarmUi,
  readInvokeTwo,
  readDrawThings,
  readNovelAi,
  readInvokeAi,
  readComfyUi,
  readFooocus,
  readDiffusers,
  readAnyJson,
];

/** Where the best text stands, if there are several: A1111's own words before a graph, a graph before its page. */
const FIRST = [
  'parameters',
  'invokeai_metadata',
  'sd-metadata',
  'Dream',
  'Comment',
  'prompt',
  'UserComment',
  'XMP',
  'workflow',
];
/** JSON within JSON, as NovelAI's stealth text and some savers have it. */
const MAX_NESTED = 3;

/** What the texts of a picture file tell; null where they tell nothing of how it was made. */
export function readTold(texts: readonly FileText[]): ToldSettings | null {
  const order = (key: string): number => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  const drafts = [...texts]
    .sort((a, b) => order(a.key) - order(b.key))
    .flatMap(({ key, text }) => draftOf(key, text) ?? [])
    .map((draft) => settle(withBeside(draft, texts)));
  // One that can be taken goes before one that is only known by name.
  return drafts.find(({ request }) => Object.keys(request).length > 0) ?? drafts[0] ?? separateKeys(texts);
}

function draftOf(key: string, text: string): Draft | null {
  // ComfyUI's animated WebP has "prompt:{...}" in EXIF.
  const plain = text.replace(/^\s*(prompt|workflow):\s*(?=\{)/i, '');
  const json = jsonOf(plain);
  if (json !== undefined) return draftOfJson(json, 0);
  return (key === 'Dream' ? readDream(plain) : null) ?? readLines(plain) ?? readA1111(plain);
}

function draftOfJson(json: unknown, depth: number): Draft | null {
  if (!isRecord(json) || depth > MAX_NESTED) return null;
  for (const read of JSON_READERS) {
    const draft = read(json);
    if (draft) return draft;
  }
  for (const key of [
    'Comment',
    'parameters',
    'sd-metadata',
    'invokeai_metadata',
    'prompt',
    'metadata',
    'meta',
    'extraMetadata',
  ]) {
    const inner = json[key];
    const draft = typeof inner === 'string' ? draftOf(key, inner) : draftOfJson(inner, depth + 1);
    if (draft) return draft;
  }
  return null;
}

/** NovelAI has the words beside its JSON in older pictures. */
function withBeside(draft: Draft, texts: readonly FileText[]): Draft {
  if (draft.program !== 'NovelAI' || textOf(draft.prompt) !== null) return draft;
  return { ...draft, prompt: texts.find(({ key }) => key === 'Description')?.text };
}

/** Easy Diffusion writes a PNG text for every value. */
function separateKeys(texts: readonly FileText[]): ToldSettings | null {
  const draft = readDiffusers(Object.fromEntries(texts.map(({ key, text }) => [key, text])));
  return draft && settle(draft);
}
