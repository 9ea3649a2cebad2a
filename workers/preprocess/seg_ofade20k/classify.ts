// From a network's scores of classes to a map of classes: stretched as PyTorch's bilinear interpolate does it, then the
// class with the highest score. Pure.
import type { ClassMap } from './palette.ts';

export interface Scores {
  readonly width: number;
  readonly height: number;
  readonly classes: number;
  /** [height, width, classes]. */
  readonly data: Float32Array;
}

/** Between which two places each of `to` places lies, and how near it is to the second: pixels are areas. */
function taps(from: number, to: number): { first: Int32Array; second: Int32Array; share: Float32Array } {
  const at = Float32Array.from({ length: to }, (_, i) => Math.max(0, ((i + 0.5) * from) / to - 0.5));
  const first = Int32Array.from(at, Math.floor);
  return {
    first,
    second: first.map((place) => Math.min(place + 1, from - 1)),
    share: at.map((place, i) => place - first[i]),
  };
}

/** The best class of each pixel of a map of these sides; of equally good ones the first. */
export function classMap(scores: Scores, width: number, height: number): ClassMap {
  const { classes, data } = scores;
  const columns = taps(scores.width, width);
  const rows = taps(scores.height, height);
  const best = bestOf(scores);
  const out = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    const [above, below] = [rows.first[y] * scores.width, rows.second[y] * scores.width];
    for (let x = 0; x < width; x++, to++) {
      const [left, right] = [columns.first[x], columns.second[x]];
      const corners = [above + left, above + right, below + left, below + right] as const;
      const [a, b, c, d] = corners;
      // What is best at all four corners is best between them.
      if (best[a] === best[b] && best[a] === best[c] && best[a] === best[d]) out[to] = best[a];
      else out[to] = bestBetween(data, classes, corners, columns.share[x], rows.share[y]);
    }
  }
  return { width, height, classes: out };
}

/** The best class at each of the network's places. */
function bestOf({ width, height, classes, data }: Scores): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let i = 0; i < out.length; i++) {
    const start = i * classes;
    let best = 0;
    for (let k = 1; k < classes; k++) if (data[start + k] > data[start + best]) best = k;
    out[i] = best;
  }
  return out;
}

function bestBetween(
  data: Float32Array,
  classes: number,
  corners: readonly [number, number, number, number],
  right: number,
  down: number,
): number {
  const [a, b, c, d] = corners.map((corner) => corner * classes);
  let [best, most] = [0, -Infinity];
  for (let k = 0; k < classes; k++) {
    const above = data[a + k] + right * (data[b + k] - data[a + k]);
    const below = data[c + k] + right * (data[d + k] - data[c + k]);
    const score = above + down * (below - above);
    if (score > most) [best, most] = [k, score];
  }
  return best;
}
