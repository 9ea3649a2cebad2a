// Makes docs/finish-sheet.webp and prints the tables of docs/finish.md.
import { writeFileSync } from 'node:fs';
import { gapTable } from './gaps.ts';
import { colourTable, svgTable } from './measure.ts';
import { paintedDrawings, paintedIcons } from './painted.ts';
import { samplesOf, sheetOf } from './sheet.ts';

const SHEET = 'docs/finish-sheet.webp';
/** Every so many icons of Feather: all would take minutes. */
const STEP = 4;

export async function makeSheet(): Promise<void> {
  const samples = await samplesOf(await paintedDrawings());
  writeFileSync(SHEET, sheetOf(samples, { side: 160, across: 2 }));
}

export async function printTables(): Promise<void> {
  const rows = svgTable(await samplesOf(await paintedDrawings()));
  const tables = { gaps: gapTable(STEP), colours: await colourTable(await paintedIcons()), svg: rows };
  process.stdout.write(`${JSON.stringify(tables, null, 2)}\n`);
}
