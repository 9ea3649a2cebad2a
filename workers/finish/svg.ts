// A clean picture as an SVG file: paths, gradients and text, no script and nothing from elsewhere. Pure.
import type { CleanPicture, CleanRegion, Fill } from './api.ts';
import { OVERLAP, paintedRegions } from './paint.ts';

export interface SvgText {
  readonly title?: string;
  readonly description?: string;
  /** Kept word for word in <metadata>: settings as text. */
  readonly metadata?: string;
}

/** UTF-8 text of the file. Neighbours overlap under each other by a hair, so that no viewer shows a line between them. */
export function svgOf(picture: CleanPicture, { title = '', description = '', metadata = '' }: SvgText = {}): string {
  const { width, height, inks } = picture;
  const regions = paintedRegions(picture);
  const defs = regions.map(({ fill }, i) => (fill.kind === 'linear' ? gradient(fill, `g${i}`) : '')).join('');
  const paths = regions.map((region, i) => pathOf(region, i)).join('');
  const lines = inks.map(({ path, colour }) => `<path fill="${escaped(colour)}" d="${escaped(path)}"/>\n`).join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}">\n`,
    title && `<title>${escaped(title)}</title>\n`,
    description && `<desc>${escaped(description)}</desc>\n`,
    metadata && `<metadata id="inkling">${escaped(metadata)}</metadata>\n`,
    defs && `<defs>\n${defs}</defs>\n`,
    paths && `<g fill-rule="evenodd" stroke-width="${OVERLAP}" stroke-linejoin="round">\n${paths}</g>\n`,
    lines && `<g>\n${lines}</g>\n`,
    '</svg>\n',
  ].join('');
}

function gradient({ from, to, stops }: Extract<Fill, { kind: 'linear' }>, id: string): string {
  const ends = `x1="${number(from[0])}" y1="${number(from[1])}" x2="${number(to[0])}" y2="${number(to[1])}"`;
  const inner = stops
    .map(({ at, colour }) => `<stop offset="${number(at)}" stop-color="${escaped(colour)}"/>`)
    .join('');
  return `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" ${ends}>${inner}</linearGradient>\n`;
}

function pathOf({ path, fill }: CleanRegion, index: number): string {
  const paint = fill.kind === 'flat' ? escaped(fill.colour) : `url(#g${index})`;
  return `<path fill="${paint}" stroke="${paint}" d="${escaped(path)}"/>\n`;
}

const number = (value: number): string => String(Number(value.toFixed(2)));

/** XML text: what markup means, and no character that XML 1.0 forbids. */
function escaped(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const named = ESCAPES.get(character);
    if (named) return named;
    return (code < 32 && !'\t\n\r'.includes(character)) ||
      (code >= 0xd800 && code <= 0xdfff) ||
      code === 0xfffe ||
      code === 0xffff
      ? '\ufffd'
      : character;
  }).join('');
}

const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);
