// Grey pictures and the steps from a photographed sketch to clean lines. Pure functions on bytes.

export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Rec. 601 luma of RGBA pixels. */
export function greyOf({ width, height, data }: Grey): Grey {
  const grey = new Uint8ClampedArray(width * height);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = 0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0);
  }
  return { width, height, data: grey };
}

/** Light and dark swapped where most of the picture is dark: chalk on a board, a white-on-black map. */
export function darkOnLight(grey: Grey): Grey {
  let sum = 0;
  for (const value of grey.data) sum += value;
  return sum / grey.data.length < 110 ? { ...grey, data: grey.data.map((value) => 255 - value) } : grey;
}

/** Shadows taken out: each pixel over the brightness of the paper around it. */
export function flattened(grey: Grey): Grey {
  const { width, height, data } = grey;
  const radius = Math.max(4, Math.round(Math.max(width, height) / 24));
  const paper = blurred(blurred(lightest(grey, Math.max(2, radius >> 1)), radius), radius);
  const out = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i++) out[i] = (255 * (data[i] ?? 0)) / Math.max(1, paper.data[i] ?? 1);
  return { width, height, data: out };
}

/**
 * The threshold that parts dark from light best, of a picture's histogram.
 * N. Otsu, "A Threshold Selection Method from Gray-Level Histograms", 1979.
 */
export function otsu({ data }: Grey): number {
  const counts = new Float64Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  let [sum, below, sumBelow, best, first, last] = [0, 0, 0, -1, 127, 127];
  counts.forEach((count, value) => (sum += count * value));
  for (let t = 0; t < 255; t++) {
    below += counts[t] ?? 0;
    sumBelow += t * (counts[t] ?? 0);
    const above = data.length - below;
    if (below === 0 || above === 0) continue;
    const apart = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    // Between two heaps every threshold is as good: the middle one is taken.
    if (apart > best) [best, first, last] = [apart, t, t];
    else if (apart === best) last = t;
  }
  return Math.floor((first + last) / 2);
}

/** The lightest value within a square around each pixel: lines vanish, paper stays. */
function lightest(grey: Grey, radius: number): Grey {
  const across = along(grey, (line, out) => slidingMax(line, out, radius));
  return turned(along(turned(across), (line, out) => slidingMax(line, out, radius)));
}

/** The mean of a square around each pixel. */
function blurred(grey: Grey, radius: number): Grey {
  const across = along(grey, (line, out) => slidingMean(line, out, radius));
  return turned(along(turned(across), (line, out) => slidingMean(line, out, radius)));
}

function along({ width, height, data }: Grey, act: (line: Uint8ClampedArray, out: Uint8ClampedArray) => void): Grey {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++)
    act(data.subarray(y * width, (y + 1) * width), out.subarray(y * width, (y + 1) * width));
  return { width, height, data: out };
}

function turned({ width, height, data }: Grey): Grey {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = data[y * width + x] ?? 0;
  return { width: height, height: width, data: out };
}

/** A queue of candidates, the largest first. */
function slidingMax(line: Uint8ClampedArray, out: Uint8ClampedArray, radius: number): void {
  const queue = new Int32Array(line.length);
  let [head, tail] = [0, 0];
  for (let i = 0; i < line.length + radius; i++) {
    if (i < line.length) {
      while (tail > head && (line[queue[tail - 1] ?? 0] ?? 0) <= (line[i] ?? 0)) tail--;
      queue[tail++] = i;
    }
    const at = i - radius;
    if (at < 0) continue;
    while ((queue[head] ?? 0) < at - radius) head++;
    out[at] = line[queue[head] ?? 0] ?? 0;
  }
}

function slidingMean(line: Uint8ClampedArray, out: Uint8ClampedArray, radius: number): void {
  let [sum, count] = [0, 0];
  for (let i = 0; i < line.length + radius; i++) {
    if (i < line.length) [sum, count] = [sum + (line[i] ?? 0), count + 1];
    if (i - 2 * radius - 1 >= 0) [sum, count] = [sum - (line[i - 2 * radius - 1] ?? 0), count - 1];
    if (i >= radius) out[i - radius] = sum / count;
  }
}
