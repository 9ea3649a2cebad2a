// From M-LSD's maps to line segments, as the published code decodes them (pred_lines). Pure.

export interface Maps {
  /** Sides of the maps: half of the picture's. */
  readonly width: number;
  readonly height: number;
  /** Five planes: logit of the middle, dx and dy to the start, dx and dy to the end. */
  readonly data: Float32Array;
}

export interface Segment {
  /** In the picture's pixels. */
  readonly start: readonly [x: number, y: number];
  readonly end: readonly [x: number, y: number];
}

/** Only so many middles are looked at, the likeliest first. */
const MOST = 200;

/** Segments with a score above `score` and a length, in the map's pixels, above `distance`; likeliest first. */
export function decodeLines(maps: Maps, score: number, distance: number): readonly Segment[] {
  const { width, data } = maps;
  const size = width * maps.height;
  const likeliest = peaks(maps)
    .toSorted((a, b) => b.heat - a.heat || a.at - b.at)
    .slice(0, MOST);
  const segments: Segment[] = [];
  for (const { at, heat } of likeliest) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const [startX, startY, endX, endY] = [1, 2, 3, 4].map((plane) => data[plane * size + at]);
    if (heat <= score || Math.hypot(startX - endX, startY - endY) <= distance) continue;
    segments.push({ start: [2 * (x + startX), 2 * (y + startY)], end: [2 * (x + endX), 2 * (y + endY)] });
  }
  return segments;
}

interface Peak {
  readonly at: number;
  readonly heat: number;
}

/** Places that no neighbour exceeds. The reference compares after the sigmoid, in float32, where high logits are equal. */
function peaks({ width, height, data }: Maps): Peak[] {
  const heat = Float32Array.from({ length: width * height }, (_, i) => 1 / (1 + Math.exp(-data[i])));
  const found: Peak[] = [];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      let highest = heat[at];
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          highest = Math.max(highest, heat[row * width + column]);
        }
      }
      if (highest === heat[at]) found.push({ at, heat: heat[at] });
    }
  }
  return found;
}
