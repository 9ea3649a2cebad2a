// The tables of docs/finish.md: colours against the true fills, and SVG files in another renderer against our own painter.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { Resvg } from '@resvg/resvg-js';
import { differenceCiede2000 } from 'culori';
import { clean } from '../../workers/finish/finish.ts';
import { svgOf } from '../../workers/finish/svg.ts';
import type { Rgba } from '../../workers/image/types.ts';
import { flatIcons, type Icon, SIDE } from './icons.ts';
import { paintOn, type Sample } from './sheet.ts';

const difference = differenceCiede2000();

export interface ColourRow {
  /** Mean CIEDE2000 of the regions' medians to the true fills, and share of pixels more than 10 from their region's mean. */
  readonly clean: { readonly toTruth: number; readonly uneven: number };
  readonly painted: { readonly toTruth: number; readonly uneven: number };
  readonly regions: number;
}

/** `pictures`: of each icon, as data URLs. */
export async function colourTable(pictures: readonly string[]): Promise<ColourRow> {
  const rows = await Promise.all(
    flatIcons().map(async (icon, i) => {
      const image = await loadImage(Buffer.from((pictures[i] ?? '').split(',')[1] ?? '', 'base64'));
      const small = drawn(image.width, (context) => context.drawImage(image, 0, 0));
      const large = drawn(SIDE, (context) => context.drawImage(image, 0, 0, SIDE, SIDE));
      const picture = clean({ pixels: small, lines: { kind: 'map', pixels: icon.outline }, options: { ink: 'none' } });
      const flat = picture.note ? large : drawn(SIDE, (context) => paintOn(context, picture, SIDE));
      return { clean: against(icon, flat), painted: against(icon, large) };
    }),
  );
  const of = (kind: 'clean' | 'painted'): ColourRow['clean'] => {
    const all = rows.flatMap((row) => row[kind]);
    const pixels = all.reduce((sum, each) => sum + each.pixels, 0);
    return {
      toTruth: all.reduce((sum, each) => sum + each.toTruth, 0) / all.length,
      uneven: all.reduce((sum, each) => sum + each.uneven, 0) / pixels,
    };
  };
  return { clean: of('clean'), painted: of('painted'), regions: rows.flatMap((row) => row.clean).length };
}

function drawn(
  side: number,
  paint: (context: ReturnType<ReturnType<typeof createCanvas>['getContext']>) => void,
): Rgba {
  const context = createCanvas(side, side).getContext('2d');
  context.imageSmoothingQuality = 'high';
  paint(context);
  const { width, height, data } = context.getImageData(0, 0, side, side);
  return { width, height, data };
}

/** Of each region but the ground; pixels of the outline are left out. */
function against(icon: Icon, picture: Rgba): { toTruth: number; uneven: number; pixels: number }[] {
  return icon.fills.slice(1).flatMap((fill, k) => {
    const pixels: number[] = [];
    icon.labels.forEach((label, i) => {
      if (label === k + 1 && icon.outline.data[4 * i] === 255) pixels.push(4 * i);
    });
    if (pixels.length < 200) return [];
    const channel = (c: number): number[] => pixels.map((at) => picture.data[at + c] ?? 0);
    const [r, g, b] = [channel(0), channel(1), channel(2)];
    const middle = colourOf(...([r, g, b].map(median) as [number, number, number]));
    const mean = colourOf(
      ...([r, g, b].map((each) => each.reduce((x, y) => x + y, 0) / each.length) as [number, number, number]),
    );
    const uneven = r.filter((_, i) => difference(colourOf(r[i] ?? 0, g[i] ?? 0, b[i] ?? 0), mean) > 10).length;
    return [{ toTruth: difference(fill, middle), uneven, pixels: pixels.length }];
  });
}

function colourOf(r: number, g: number, b: number): { mode: 'rgb'; r: number; g: number; b: number } {
  return { mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

export interface SvgRow {
  readonly prompt: string;
  readonly bytes: number;
  /** resvg against our painter at 512 pixels, in dB. */
  readonly psnr: number;
}

/** `metadata`: about as long as a page's settings. */
export function svgTable(samples: readonly Sample[]): readonly SvgRow[] {
  return samples.flatMap(({ prompt, lines, pixels }) =>
    pixels.map((each): SvgRow => {
      const picture = clean({ pixels: each, lines });
      const svg = svgOf(picture, { title: prompt, metadata: 'x'.repeat(2000) });
      const theirs = new Resvg(svg, { fitTo: { mode: 'width', value: SIDE }, background: 'white' }).render().pixels;
      const ours = drawn(SIDE, (context) => {
        context.fillStyle = 'white';
        context.fillRect(0, 0, SIDE, SIDE);
        paintOn(context, picture, SIDE);
      }).data;
      const squares = ours.reduce((sum, value, i) => (i % 4 === 3 ? sum : sum + (value - (theirs[i] ?? 0)) ** 2), 0);
      return { prompt, bytes: Buffer.byteLength(svg), psnr: 10 * Math.log10(255 ** 2 / (squares / (3 * SIDE * SIDE))) };
    }),
  );
}
