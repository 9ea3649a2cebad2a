import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EMBEDDED } from '../machine/embedded.ts';
import { ENGLISH } from './data/english.ts';
import { readWords } from './translate.ts';

const read = (text: string): string => readWords(text).text;

describe('readWords', () => {
  it('reads German with its endings', () => {
    expect(read('roter Apfel')).toBe('red apple');
    expect(read('ein rotes Haus mit grünem Dach')).toBe('a red house with green roof');
    expect(read('eine lächelnde Katze und zwei blaue Fische')).toBe('a smiling cat and zwei blue fish');
    expect(read('Der grüne Baum, flacher Stil')).toBe('the green tree, flat style');
  });

  it('reads Spanish, adjectives before their nouns', () => {
    expect(read('manzana roja')).toBe('red apple');
    expect(read('una casa con tejado rojo')).toBe('a house with red roof');
    expect(read('gatos negros, estilo plano')).toBe('black cat, flat style');
    expect(read('árbol verde y corazón rosado')).toBe('green tree and pink heart');
  });

  it('keeps the syntax of weights and tags', () => {
    expect(read('(roter:1.2) Apfel <lora:katze:0.8>')).toBe('(red:1.2) apple <lora:katze:0.8>');
  });

  it('leaves English as it is, also with words that it shares', () => {
    const english = [
      'a hut by the sea',
      'red hat',
      'an old car in the park',
      'golden ring',
      'hand and ball',
      'die',
      '',
    ];
    for (const text of [...english, ...EMBEDDED.examples]) expect(read(text)).toBe(text);
  });

  it('names what the model does not know, as it is written, once', () => {
    expect(readWords('a Xylophone, xylophone and a kaleidoscope').unknown).toEqual([
      'Xylophone',
      'xylophone',
      'kaleidoscope',
    ]);
    for (const text of EMBEDDED.examples) expect(readWords(text).unknown).toEqual([]);
    expect(readWords('zwei rote Äpfel').unknown).toEqual(['zwei']);
  });
});

it('knows no word that the tokenizer does not know whole', () => {
  const file = new URL('../../public/models/inkling-mini/tokenizer/vocab.json', import.meta.url);
  const vocabulary = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  const small = new Set('a an the of on in with and by at to up it is no or for from not as i am me my you we he she her his its this that'.split(' ')); // prettier-ignore
  const strangers = ENGLISH.trim()
    .split(/\s+/)
    .filter((word) => !small.has(word) && vocabulary[`${word}</w>`] === undefined);
  expect(strangers).toEqual([]);
});
