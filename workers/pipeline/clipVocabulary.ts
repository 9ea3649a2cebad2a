// CLIP's vocabulary out of its byte pairs, as the files of a folder `tokenizer/`. Pure.
import { memoryPack } from '../weights/packFiles.ts';
import type { PackFiles } from '../weights/types.ts';

/** Of CLIP: bytes, bytes at the end of a word, pairs, and the two special tokens. */
const PAIRS = 49408 - 2 * 256 - 2;

/**
 * @param merges the text of `merges.txt`: a line with the version, then one pair a line
 * @returns `tokenizer/vocab.json` and `tokenizer/merges.txt`
 */
export function clipVocabulary(merges: string): PackFiles {
  const lines = merges.split('\n').filter((line, i) => line !== '' && !(i === 0 && line.startsWith('#version')));
  const pairs = lines.slice(0, PAIRS);
  const bytes = byteLetters();
  const words = [
    ...bytes,
    ...bytes.map((letter) => `${letter}</w>`),
    ...pairs.map((pair) => pair.replace(' ', '')),
    '<|startoftext|>',
    '<|endoftext|>',
  ];
  const vocab = JSON.stringify(Object.fromEntries(words.map((word, id) => [word, id])));
  return memoryPack('CLIP', { 'tokenizer/vocab.json': vocab, 'tokenizer/merges.txt': pairs.join('\n') });
}

/** A visible letter for each byte, in GPT-2's order: printable ones as they are, first, the rest from U+0100 on. */
function byteLetters(): string[] {
  const isPrintable = (code: number): boolean =>
    (code >= 33 && code <= 126) || (code >= 161 && code <= 172) || (code >= 174 && code <= 255);
  const codes = Array.from({ length: 256 }, (_, code) => code);
  const printable = codes.filter(isPrintable).map((code) => String.fromCharCode(code));
  const others = codes.filter((code) => !isPrintable(code)).map((_, i) => String.fromCharCode(256 + i));
  return [...printable, ...others];
}
