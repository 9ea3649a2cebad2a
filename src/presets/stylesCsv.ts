// A1111's `styles.csv` to styles and back, read as carefully as any foreign file: what cannot be used is named by its line. Pure.
// https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/styles.py
import { MOST_CHARS } from '../words/join.ts';
import { csvRow, type CsvRow, readCsv } from './csv.ts';
import { MOST_NAME, MOST_PRESETS, type Style } from '../state/presets.ts';

export type StyleFault = 'unclosed' | 'nameless' | 'empty' | 'long' | 'many';

export interface StylesRead {
  readonly styles: readonly Style[];
  /** Rows that were left out. */
  readonly faults: readonly { readonly line: number; readonly fault: StyleFault }[];
}

const HEAD = ['name', 'prompt', 'negative_prompt'];
const DELIMITERS = [',', ';', '\t'];
/** Longest file that is looked at. */
export const MOST_BYTES = 8_000_000;

/** The text of a file in UTF-8, or in UTF-16 with its mark, as spreadsheets save it. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * The styles of a table with the columns `name`, `prompt` (once `text`) and, where there is one, `negative_prompt`, in any
 * order; other columns are not looked at. null where the first row does not name them: it is no file of styles.
 */
export function readStyles(text: string): StylesRead | null {
  const plain = text.replace(/^\uFEFF/, '');
  for (const delimiter of DELIMITERS) {
    const [head, ...rows] = readCsv(plain, delimiter);
    const titles = head?.fields.map((title) => title.trim().toLowerCase()) ?? [];
    const at = {
      name: titles.indexOf('name'),
      prompt: titles.indexOf('prompt'),
      negative: titles.indexOf('negative_prompt'),
    };
    if (at.prompt < 0) at.prompt = titles.indexOf('text');
    if (at.name >= 0 && at.prompt >= 0) return sorted(rows, at);
  }
  return null;
}

type Columns = Readonly<Record<'name' | 'prompt' | 'negative', number>>;

function sorted(rows: readonly CsvRow[], at: Columns): StylesRead {
  const styles = new Map<string, Style>();
  const faults: { line: number; fault: StyleFault }[] = [];
  for (const { line, fields, unclosed } of rows) {
    const name = (fields[at.name] ?? '').trim();
    const prompt = fields[at.prompt] ?? '';
    const negativePrompt = fields[at.negative] ?? '';
    const fault = unclosed ? 'unclosed' : faultOf(name, prompt, negativePrompt);
    if (fault) faults.push({ line, fault });
    else if (styles.size >= MOST_PRESETS && !styles.has(name)) faults.push({ line, fault: 'many' });
    // Of two with one name A1111 keeps the last.
    else styles.set(name, { name, prompt, negativePrompt });
  }
  return { styles: [...styles.values()], faults };
}

function faultOf(name: string, prompt: string, negativePrompt: string): StyleFault | null {
  if (name === '') return 'nameless';
  if (prompt.trim() === '' && negativePrompt.trim() === '') return 'empty';
  if (name.length > MOST_NAME || prompt.length > MOST_CHARS || negativePrompt.length > MOST_CHARS) return 'long';
  return null;
}

/** As A1111 writes it, for its spreadsheet-minded users with a mark of the encoding. */
export function writeStyles(styles: readonly Style[]): string {
  const rows = styles.map(({ name, prompt, negativePrompt }) => csvRow([name, prompt, negativePrompt]));
  return `\uFEFF${[HEAD.join(','), ...rows].map((row) => `${row}\r\n`).join('')}`;
}
