// The colour around a map that does not fill the picture: what the engine pastes it on. Pure.

/** Median of the pixels on the four borders, channel by channel, as a CSS colour. */
export function borderColour({ width, height, data }: ImageData): string {
  const pixels: number[] = [];
  for (let x = 0; x < width; x++) pixels.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) pixels.push(y * width, y * width + width - 1);
  const [r, g, b] = [0, 1, 2].map((c) => median(pixels.map((pixel) => data[4 * pixel + c] ?? 0)));
  return `rgb(${r ?? 0} ${g ?? 0} ${b ?? 0})`;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  // The border has an even number of pixels; halves are cut off, as in workers/image/fit.ts.
  const middle = values.length >> 1;
  return ((values[middle - 1] ?? 0) + (values[middle] ?? 0)) >> 1;
}
