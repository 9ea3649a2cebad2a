// Tables as CSV, by RFC 4180 and as Python's `csv` reads and writes them. Pure.

export interface CsvRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** The text ended inside a quoted field. */
  readonly unclosed: boolean;
}

/** The rows of `text`, empty lines left out. A quote that does not begin a field is a letter like others, as in Python. */
export function readCsv(text: string, delimiter: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let [fields, field]: [string[], string] = [[], ''];
  let [line, began, quoted] = [1, 1, false];
  const end = (unclosed: boolean): void => {
    if (fields.length > 0 || field !== '') rows.push({ line: began, fields: [...fields, field], unclosed });
    [fields, field] = [[], ''];
  };
  let fresh = true;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? '';
    const lineEnd = sign === '\n' || (sign === '\r' && text[i + 1] !== '\n');
    if (lineEnd) line++;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[i + 1] === '"') field += text[++i] ?? '';
      else quoted = false;
    } else if (sign === '"' && fresh) [quoted, fresh] = [true, false];
    else if (sign === delimiter) {
      fields.push(field);
      [field, fresh] = ['', true];
    } else if (lineEnd) {
      end(false);
      [began, fresh] = [line, true];
    } else if (sign !== '\r') [field, fresh] = [field + sign, false];
  }
  end(quoted);
  return rows;
}

/** One row, without its line's end. */
export function csvRow(fields: readonly string[]): string {
  return fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
