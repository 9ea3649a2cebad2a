import { expect, it } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { clipMerges } from '../testing/singleFile.ts';
import { clipVocabulary } from './clipVocabulary.ts';
import { createTokenizer } from './tokenize.ts';

it("tokens are those of open_clip's own tokenizer", async () => {
  const tokenizer = await createTokenizer(clipVocabulary(clipMerges()), 'tokenizer/');
  const { tokens } = readGolden('single-files').document as { tokens: Readonly<Record<string, readonly number[]>> };
  expect(Object.keys(tokens).length).toBeGreaterThan(50);
  expect(Object.fromEntries(Object.keys(tokens).map((text) => [text, tokenizer.encode(text)]))).toEqual(tokens);
});
