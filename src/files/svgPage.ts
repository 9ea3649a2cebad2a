// The page and the settings that an SVG file of ours holds, read as text: the file is foreign input, and no parser of markup sees it. Pure.

/** More than this is no picture of anybody's. */
const MAX_BYTES = 64 * 2 ** 20;
const METADATA = /<metadata\b[^<>]*\bid\s*=\s*(?:"inkling"|'inkling')[^<>]*>([^<]*)<\/metadata\s*>/;
const DESCRIPTION = /<desc\b[^<>]*>([^<]*)<\/desc\s*>/;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What the file's <metadata id="inkling"> says, word for word; null where it has none. */
export function svgPage(svg: string): string | null {
  if (svg.length > MAX_BYTES) return null;
  const [, text] = METADATA.exec(svg) ?? [];
  return text === undefined ? null : unescaped(text);
}

/** The settings as text that our SVG files have as their description; null where there is none. */
export function svgDescription(svg: string): string | null {
  if (svg.length > MAX_BYTES) return null;
  const [, text] = DESCRIPTION.exec(svg) ?? [];
  return text === undefined ? null : unescaped(text);
}

export async function readSvgDescription(file: Blob): Promise<string | null> {
  return file.size > MAX_BYTES ? null : svgDescription(await file.text());
}

export async function readSvgPage(file: Blob): Promise<string | null> {
  return file.size > MAX_BYTES ? null : svgPage(await file.text());
}

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
