import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryPack } from '../weights/packFiles.ts';
import { createTokenizer, tokenizePrompt } from './tokenize.ts';

const FOLDER = new URL('../../python/golden/fixtures/tokens/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, FOLDER), 'utf8');
const golden = JSON.parse(read('golden.json')) as { chunk: number[]; cases: { text: string; ids: number[] }[] };
const FILES = Object.fromEntries(['vocab.json', 'merges.txt', 'tokenizer_config.json'].map((name) => [`tokenizer/${name}`, read(`tokenizer/${name}`)])); // prettier-ignore
const tokenizer = await createTokenizer(memoryPack('p', FILES), 'tokenizer/');

describe('the same tokens as transformers', () => {
  it(`for all ${golden.cases.length} odd strings`, () => {
    const ours = golden.cases.map(({ text }) => ({ text, ids: tokenizer.encode(text) }));
    expect(ours).toEqual(golden.cases);
  });

  it('from tokenizer.json alone', async () => {
    const files = {
      't/tokenizer.json': read('tokenizer.json'),
      't/tokenizer_config.json': FILES['tokenizer/tokenizer_config.json'],
    };
    const other = await createTokenizer(memoryPack('p', files), 't/');
    for (const { text, ids } of golden.cases) expect(other.encode(text)).toEqual(ids);
  });

  it('in a padded chunk', () => {
    const [chunk, ...others] = tokenizePrompt(tokenizer, 'a photo of a cat');
    expect([[...chunk.ids], others]).toEqual([golden.chunk, []]);
  });
});

describe('tokenizePrompt', () => {
  const cat = tokenizer.encode('cat');

  it('gives a token its weight, and 1 to begin, end and padding', () => {
    const [{ weights }] = tokenizePrompt(tokenizer, '(cat:1.5) cat');
    const expected = [1, ...cat.map(() => 1.5), ...cat.map(() => 1)];
    expect([...weights]).toEqual([...expected, ...new Array<number>(20 - expected.length).fill(1)]);
  });

  it('cuts a long prompt into chunks, each with begin and end', () => {
    // model_max_length is 20, so 18 tokens fit: 40 'a' are 18 + 18 + 4.
    const chunks = tokenizePrompt(tokenizer, 'a '.repeat(40));
    expect(chunks.map(({ ids }) => [ids[0], ids.indexOf(tokenizer.eos)])).toEqual([[tokenizer.bos, 19], [tokenizer.bos, 19], [tokenizer.bos, 5]]); // prettier-ignore
  });

  it('is one chunk of padding without a prompt', () => {
    const [{ ids }, ...others] = tokenizePrompt(tokenizer, '');
    expect([ids[0], new Set(ids.slice(1)), others]).toEqual([tokenizer.bos, new Set([tokenizer.eos]), []]);
  });
});

describe('createTokenizer', () => {
  const config = (change: object) => ({ ...FILES, 'tokenizer/tokenizer_config.json': JSON.stringify(change) });
  const open = (files: Record<string, string>) => createTokenizer(memoryPack('p', files), 'tokenizer/');

  it('pads with what the pack says, and takes 77 where no length is said', async () => {
    const made = await open(config({ pad_token: '!', model_max_length: 1e30 }));
    expect(made).toMatchObject({ maxLength: 77, pad: tokenizer.encode('!')[0] - 256 });
  });

  it.each([
    [config({ tokenizer_class: 'T5Tokenizer' }), 'unsupported', 'T5Tokenizer'],
    [config({ bos_token: '<s>' }), 'bad-model', "bos_token '<s>'"],
    [{ 'tokenizer/vocab.json': '{}' }, 'bad-model', 'merges.txt'],
    [{ ...FILES, 'tokenizer/vocab.json': '<html>' }, 'bad-model', 'vocab.json'],
    [{ ...FILES, 'tokenizer/vocab.json': '{"a": "b"}' }, 'bad-model', "'a'"],
    [{ 'tokenizer/tokenizer.json': '{"model": {"type": "Unigram"}}' }, 'unsupported', 'byte pairs'],
    [{}, 'bad-model', 'tokenizer.json is missing'],
  ])('%# refuses what it cannot read', async (files, code, message) => {
    await expect(open(files as Record<string, string>)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });
});
