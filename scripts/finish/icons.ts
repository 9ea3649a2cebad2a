// Flat icons whose regions are known, from a set that nothing was trained or tuned on: their true fills, and their outlines.
import { readFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { Resvg } from '@resvg/resvg-js';
import type { Rgba } from '../../workers/image/types.ts';

export const SIDE = 512;
/** Share of the picture that an icon fills, each way. */
const SHARE = 0.84;
/** Colours that cover less than this share are the blend of two others. */
const LEAST = 0.004;
/** Half the breadth of the outline, in pixels. */
const HALF = 4;

const NAMES =
  'bag basket book bulb calendar camera chat cup egg flask gift-box icecream mail map medal mountain pencil rocket shirt wine';

export interface Icon {
  readonly name: string;
  /** Of each pixel; 0 is the ground. */
  readonly labels: Int32Array;
  /** '#rrggbb' of each region. */
  readonly fills: readonly string[];
  /** Black lines on white between the regions. */
  readonly outline: Rgba;
  /** The icon on white. */
  readonly picture: Rgba;
}

interface IconSet {
  readonly icons: Readonly<Record<string, { readonly body: string } | undefined>>;
  readonly width?: number;
}

export function readSet(name: string): IconSet {
  return JSON.parse(readFileSync(`node_modules/@iconify-json/${name}/icons.json`, 'utf8')) as IconSet;
}

export function flatIcons(): readonly Icon[] {
  const { icons, width = 100 } = readSet('flat-ui');
  return NAMES.split(' ').map((name) => iconOf(name, render(icons[name]?.body ?? '', width)));
}

/** On white, with some room around. */
export function render(body: string, box: number, share = SHARE): Rgba {
  const room = (box * (1 / share - 1)) / 2;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-room} ${-room} ${box + 2 * room} ${box + 2 * room}">${body}</svg>`;
  const { width, height, pixels } = new Resvg(svg, {
    fitTo: { mode: 'width', value: SIDE },
    background: 'white',
  }).render();
  return { width, height, data: new Uint8ClampedArray(pixels) };
}

function iconOf(name: string, picture: Rgba): Icon {
  const { labels, fills } = regionsOf(picture);
  const outline = new Uint8ClampedArray(4 * SIDE * SIDE).fill(255);
  for (let y = HALF; y < SIDE - HALF; y++) {
    for (let x = HALF; x < SIDE - HALF; x++) {
      const at = y * SIDE + x;
      if (labels[at] === labels[at + 1] && labels[at] === labels[at + SIDE]) continue;
      for (let v = -HALF; v <= HALF; v++) {
        for (let u = -HALF; u <= HALF; u++) {
          if (u * u + v * v <= HALF * HALF) outline.fill(0, 4 * (at + v * SIDE + u), 4 * (at + v * SIDE + u) + 3);
        }
      }
    }
  }
  return { name, labels, fills, outline: { width: SIDE, height: SIDE, data: outline }, picture };
}

/** Connected areas of one colour; pixels of the seams go to their neighbours. */
function regionsOf({ data }: Rgba): { labels: Int32Array; fills: string[] } {
  const colours = new Int32Array(SIDE * SIDE).map(
    (_, i) => (data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2],
  );
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const pure = new Set([...counts].filter(([, count]) => count >= LEAST * colours.length).map(([colour]) => colour));
  const labels = new Int32Array(colours.length).fill(-1);
  const fills: string[] = ['#ffffff'];
  const queue: number[] = [];
  for (let start = 0; start < colours.length; start++) {
    if (labels[start] >= 0 || !pure.has(colours[start])) continue;
    const name = start === 0 ? 0 : fills.length;
    const cells = flooded(labels, start, name, (at) => colours[at] === colours[start]);
    if (cells.length < LEAST * colours.length && name > 0) {
      for (const at of cells) labels[at] = -2;
      continue;
    }
    if (name > 0) fills.push(`#${colours[start].toString(16).padStart(6, '0')}`);
    for (const at of cells) queue.push(at);
  }
  for (let head = 0; head < queue.length; head++) {
    for (const next of around(queue[head])) {
      if (labels[next] >= 0) continue;
      labels[next] = labels[queue[head]];
      queue.push(next);
    }
  }
  return { labels, fills };
}

function flooded(labels: Int32Array, start: number, name: number, same: (at: number) => boolean): number[] {
  const cells = [start];
  labels[start] = name;
  for (let head = 0; head < cells.length; head++) {
    for (const next of around(cells[head])) {
      if (labels[next] !== -1 || !same(next)) continue;
      labels[next] = name;
      cells.push(next);
    }
  }
  return cells;
}

function* around(at: number): Generator<number> {
  const x = at % SIDE;
  if (x > 0) yield at - 1;
  if (x < SIDE - 1) yield at + 1;
  if (at >= SIDE) yield at - SIDE;
  if (at < SIDE * (SIDE - 1)) yield at + SIDE;
}

export function dataUrl({ width, height, data }: Rgba): string {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  image.data.set(data);
  context.putImageData(image, 0, 0);
  return canvas.toDataURL('image/png');
}
