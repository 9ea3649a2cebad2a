import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { csvRow, readCsv } from './csv.ts';

interface Case {
  readonly delimiter: string;
  readonly text: string;
  readonly rows: readonly (readonly string[])[];
}

const FILE = new URL('../../python/golden/fixtures/styles-csv.json', import.meta.url);
const CASES = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Case[];

it('reads what Python’s csv reads, to the sign', () => {
  expect(CASES).toHaveLength(41);
  for (const { delimiter, text, rows } of CASES) {
    expect(readCsv(text, delimiter).map(({ fields }) => fields)).toEqual(rows);
  }
});

it('knows each row’s line, and the quote that is never closed', () => {
  const rows = readCsv('a,"b\nc"\n\nd,"e\nf', ',');
  expect(rows).toEqual([
    { line: 1, fields: ['a', 'b\nc'], unclosed: false },
    { line: 4, fields: ['d', 'e\nf'], unclosed: true },
  ]);
});

it('writes what it reads', () => {
  for (const { rows } of CASES) {
    for (const fields of rows.filter((row) => row.length > 1)) {
      expect(readCsv(csvRow(fields), ',').map((row) => row.fields)).toEqual([fields]);
    }
  }
});
