// The convolution that most of a UNet's time goes into, 3x3 and size-keeping, in the form that is fastest where it runs.
import type { GraphBuilder } from './builder.ts';
import type { Value } from './graph.ts';
import { checkRank, conv, matmul } from './layers.ts';
import { add, concat, gather, reshape, transpose } from './ops.ts';
import { winogradConv, winogradSuits } from './winograd.ts';

/** Bigger kernels stay as they are: Winograd's form doubles them, and on WebGPU any other form is a copy in the page's memory. */
const MOST_WEIGHTS = 1 << 22;

/** 3x3 convolution of [B,C,H,W] with padding 1; weights `weight` [out,C,3,3] and `bias` [out]. */
export function conv3x3(b: GraphBuilder, x: Value, out: number): Value {
  checkRank(b, x, 4);
  const [, channels, height, width] = x.shape;
  const wasm = b.target.backend === 'wasm';
  const light = 9 * channels * out <= MOST_WEIGHTS;
  // ORT's convolutions take the pictures of a batch one by one and their pixels in blocks, of 16 on WASM, of 32 on WebGPU:
  // smaller pictures leave the blocks empty and read the weights once for each.
  if (wasm ? height * width < 16 : light && height * width < 32) return gatheredConv(b, x, out);
  return wasm && light && winogradSuits(x) ? winogradConv(b, x, out) : conv(b, x, { out, kernel: 3 });
}

/** As one matrix product over the patches of all pictures: fills the blocks of tiny pictures, reads the weights once. */
function gatheredConv(b: GraphBuilder, x: Value, out: number): Value {
  const [batch, channels, height, width] = x.shape;
  const pixels = reshape(b, transpose(b, x, [0, 2, 3, 1]), [batch, height * width, channels]);
  const nothing = b.constant(new Float32Array(batch * channels), [batch, 1, channels]);
  const patches = gather(b, concat(b, [pixels, nothing], 1), b.indices(patchIndices(height, width)), 1);
  const weight = b.weight('weight', [out, channels, 3, 3], { kernels: 'taps' });
  const rows = matmul(b, reshape(b, patches, [batch * height * width, 9 * channels]), weight);
  const image = reshape(b, add(b, rows, b.weight('bias', [out])), [batch, height, width, out]);
  return transpose(b, image, [0, 3, 1, 2]);
}

/** For each pixel the nine that its kernel sees; those outside are the one after the last. */
function patchIndices(height: number, width: number): number[] {
  const indices: number[] = [];
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let y = row - 1; y <= row + 1; y++)
        for (let x = column - 1; x <= column + 1; x++)
          indices.push(y < 0 || y >= height || x < 0 || x >= width ? height * width : y * width + x);
  return indices;
}
