import { describe, expect, it } from 'vitest';
import { MOST_CHARS } from '../words/join.ts';
import { readStyles, textOf, writeStyles } from './stylesCsv.ts';

const style = (name: string, prompt: string, negativePrompt = '') => ({ name, prompt, negativePrompt });

describe('readStyles', () => {
  it('reads A1111’s file: mark, quotes, commas and line ends in fields', () => {
    const text =
      '\uFEFFname,prompt,negative_prompt\r\nInk,"{prompt}, ink, ""sumi-e""\nthin lines","blurry, photo"\r\nNone,,\r\n';
    expect(readStyles(text)).toEqual({
      styles: [style('Ink', '{prompt}, ink, "sumi-e"\nthin lines', 'blurry, photo')],
      faults: [{ line: 4, fault: 'empty' }],
    });
  });

  it('reads older ones, other orders, other separators and more columns', () => {
    expect(readStyles('name,text\nOld,by hand\n')?.styles).toEqual([style('Old', 'by hand')]);
    expect(readStyles('Negative_Prompt;Name;Prompt;Notes\nfog;Clear;sharp;x\n')?.styles).toEqual([
      style('Clear', 'sharp', 'fog'),
    ]);
    expect(readStyles('name\tprompt\nTab\ta, b\n')?.styles).toEqual([style('Tab', 'a, b')]);
    expect(readStyles('name,prompt,negative_prompt\nShort,only words\n')?.styles).toEqual([
      style('Short', 'only words'),
    ]);
  });

  it('names the rows that it leaves out, and keeps the last of one name', () => {
    const rows = [
      'Twice,first',
      ',words',
      `Long,${'x'.repeat(MOST_CHARS + 1)}`,
      'Twice,second',
      'Open,"never',
      'closed',
    ];
    expect(readStyles(['name,prompt', ...rows].join('\n'))).toEqual({
      styles: [style('Twice', 'second')],
      faults: [
        { line: 3, fault: 'nameless' },
        { line: 4, fault: 'long' },
        { line: 6, fault: 'unclosed' },
      ],
    });
  });

  it('knows what is no file of styles', () => {
    for (const text of ['', 'a,b\n1,2\n', '{"name":"prompt"}', 'name,negative_prompt\nx,y\n'])
      expect(readStyles(text)).toBeNull();
  });
});

it('writes what it reads', () => {
  const styles = [style('Ink, thin', '{prompt}, "ink"\r\nlines', ''), style('家', '', 'fog')];
  expect(readStyles(writeStyles(styles))).toEqual({ styles, faults: [] });
});

it('reads UTF-8, and UTF-16 by its mark', () => {
  const text = 'name,prompt\nGemälde,家\n';
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from(text, (sign) => sign.charCodeAt(0)).buffer),
  ]);
  expect(textOf(utf16)).toBe(text);
  expect(textOf(new TextEncoder().encode(`\uFEFF${text}`)).replace(/^\uFEFF/, '')).toBe(text);
});
