import { describe, expect, it } from 'vitest';
import { complete, partsOf, type WordStock } from './complete.ts';
import { readWords } from './translate.ts';
import { vocabularyOf } from './vocabulary.ts';

const STOCK: WordStock = {
  vocabulary: vocabularyOf('de'),
  history: ['red apple on a plate', 'a lighthouse'],
  loras: ['Ink lines', 'pixel-art'],
  embeddings: ['EasyNegative'],
};

/** `|` marks the caret; what stands there with each suggestion taken. */
function offers(marked: string, stock: WordStock = STOCK): readonly string[] {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = complete(text, at, stock);
  return found.map(({ from, insert }) => text.slice(0, from) + insert + text.slice(at));
}

describe('complete', () => {
  it('goes on with words that the model reads, the shortest first', () => {
    expect(offers('a, umbr|')).toEqual(['a, umbrella']);
    expect(offers('(two straw|:1.2)')).toEqual(['(two strawberry:1.2)']);
    expect(offers('house, glos|')).toContain('house, glossy style');
  });

  it('finds a word by what it is called in the page’s language', () => {
    const found = complete('erdb', 4, STOCK);
    expect(found).toEqual([{ from: 0, insert: 'strawberry', also: 'erdbeere' }]);
    expect(offers('Äpf|')).toEqual(['apple']);
    expect(complete('erdb', 4, { ...STOCK, vocabulary: vocabularyOf('en') })).toEqual([]);
  });

  it('puts whole parts of earlier prompts first', () => {
    expect(offers('big, Red app|')[0]).toBe('big, red apple on a plate');
    expect(offers('a light|')[0]).toBe('a lighthouse');
  });

  it('completes tags of LoRAs and names of embeddings', () => {
    expect(offers('x <|')).toEqual(['x <lora:Ink lines:1>', 'x <lora:pixel-art:1>']);
    expect(offers('x <lora:pix|')).toEqual(['x <lora:pixel-art:1>']);
    expect(offers('easyn|')).toEqual(['EasyNegative']);
    for (const none of ['<lora:pixel-art:0.|', '<b|', '<lora:zz|']) expect(offers(none)).toEqual([]);
  });

  it('says nothing amid a word, of one letter, and of what stands there already', () => {
    for (const none of ['umb|rella', 'a u|', 'umbrella|', '|', 'umbr |']) expect(offers(none)).toEqual([]);
  });
});

it('knows parts of earlier prompts by how often they were used', () => {
  const prompts = ['a cat, red hat <lora:x:1>', 'red hat', '(weighed:1.2), ok', 'x'.repeat(90)];
  expect(partsOf(prompts)).toEqual(['red hat', 'a cat']);
});

it('offers only what the model knows', () => {
  const words = vocabularyOf('en');
  expect(words.length).toBeGreaterThan(250);
  expect(words.flatMap(({ word }) => readWords(word).unknown)).toEqual([]);
});
