// `await preprocessRace(side)` for whoever drives this page: our preprocessors and OpenCV.js take turns.
import openCvUrl from '@techstark/opencv-js/dist/opencv.js?url';
import { resizeOpenCv } from '../../workers/image/resizeOpenCv.ts';
import type { Rgb } from '../../workers/image/types.ts';
import { run as canny } from '../../workers/preprocess/canny/run.ts';
import { run as depthFile } from '../../workers/preprocess/depth_file/run.ts';
import { run as lineart } from '../../workers/preprocess/lineart_standard/run.ts';
import { run as lsd } from '../../workers/preprocess/mlsd_lsd/run.ts';
import { run as normals } from '../../workers/preprocess/normal_midas/run.ts';
import { run as xdog } from '../../workers/preprocess/scribble_xdog/run.ts';
import type { Params, Run } from '../../workers/preprocess/types.ts';
import { type Contestant, loadOpenCv, type OpenCv, rivals } from './openCvRivals.ts';

export interface Lap {
  readonly name: string;
  /** Medians in ms. */
  readonly ours: number;
  /** null where OpenCV.js has no such operation. */
  readonly theirs: number | null;
  /** Largest difference of the two results, and the share of values that differ by more than 1. */
  readonly difference: number;
  readonly unequal: number;
}

declare global {
  interface Window {
    preprocessRace: (side: number) => Promise<readonly Lap[]>;
  }
}

const WARM_UP = 4;
const LAPS = 15;

const context = {
  signal: new AbortController().signal,
  progress: () => undefined,
  options: { backend: 'wasm', precision: 'fp32', assets: '' },
} as const;

window.preprocessRace = async (side) => {
  const cv = await loadOpenCv(openCvUrl);
  const picture = scene(side);
  return contestants(cv, side).map(([name, ours, theirs]) => {
    const times: [number[], number[]] = [[], []];
    let results: [Uint8Array, Uint8Array] | null = null;
    for (let lap = 0; lap < WARM_UP + LAPS; lap++) {
      const a = timed(() => ours(picture));
      const b = theirs ? timed(() => theirs(picture)) : null;
      if (lap < WARM_UP) continue;
      times[0].push(a.ms);
      if (!b) continue;
      times[1].push(b.ms);
      results = [a.result, b.result];
    }
    const apart = results ? compare(...results) : { difference: 0, unequal: 0 };
    return { name, ours: median(times[0]), theirs: theirs ? median(times[1]) : null, ...apart };
  });
};

function contestants(cv: OpenCv, side: number): readonly (readonly [string, Contestant, Contestant | null])[] {
  const run =
    (preprocessor: Run, params: Params): Contestant =>
    (image) =>
      (preprocessor(image, params, context) as Rgb).data;
  const theirs = rivals(cv);
  const larger = side * 1.5;
  const smaller = Math.round(side * 0.7);
  return [
    ['canny', run(canny, { low: 100, high: 200 }), theirs.canny(100, 200)],
    ['lineart_standard', run(lineart, { sigma: 6, threshold: 8 }), theirs.lineart(6, 8)],
    ['scribble_xdog', run(xdog, { threshold: 32 }), theirs.xdog(16)],
    ['resize x 1.5, cubic', (image) => resizeOpenCv(image, larger, larger, 'cubic').data, theirs.cubic(larger)],
    ['resize x 0.7, area', (image) => resizeOpenCv(image, smaller, smaller, 'area').data, theirs.area(smaller)],
    ['resize x 0.25, area', (image) => resizeOpenCv(image, side / 4, side / 4, 'area').data, theirs.area(side / 4)],
    ['mlsd_lsd', run(lsd, { length: 20, score: 0 }), null],
    ['normal_midas', run(normals, { background: 0.4 }), null],
    ['depth_file', run(depthFile, { invert: 0 }), null],
  ];
}

/** Smooth areas, lines and a grain, as a photo has them; the same each time. */
function scene(side: number): Rgb {
  const canvas = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('no 2D canvas');
  let seed = 1;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let i = 0; i < 120; i++) {
    const at = (): number => random() * side;
    canvas.fillStyle = `hsl(${random() * 360} 60% ${30 + random() * 50}%)`;
    canvas.beginPath();
    if (i % 3 === 0) canvas.rect(at(), at(), at() / 4, at() / 4);
    else canvas.ellipse(at(), at(), at() / 8, at() / 8, random() * 3, 0, 6.3);
    canvas.fill();
  }
  const { data } = canvas.getImageData(0, 0, side, side);
  const rgb = new Uint8Array(3 * side * side);
  for (let i = 0, from = 0; i < rgb.length; from += i % 3 === 2 ? 2 : 1, i++) {
    rgb[i] = Math.max(0, Math.min(255, data[from] + random() * 24 - 12));
  }
  return { width: side, height: side, data: rgb };
}

function timed(run: () => Uint8Array): { readonly ms: number; readonly result: Uint8Array } {
  const start = performance.now();
  const result = run();
  return { ms: performance.now() - start, result };
}

function compare(a: Uint8Array, b: Uint8Array): { readonly difference: number; readonly unequal: number } {
  if (a.length !== b.length) return { difference: Infinity, unequal: 1 };
  let [difference, unequal] = [0, 0];
  a.forEach((value, i) => {
    const apart = Math.abs(value - b[i]);
    difference = Math.max(difference, apart);
    if (apart > 1) unequal++;
  });
  return { difference, unequal: unequal / a.length };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
