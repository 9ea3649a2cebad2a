// LoRA and LoCon: up @ down, with a small convolution between them where there is a `lora_mid`. https://arxiv.org/abs/2106.09685
import { matrixProduct, size, tucker } from './algebra.ts';
import type { LoraKind } from './kind.ts';

export const PLAIN: LoraKind = {
  has: ({ down, up }) => down !== undefined || up !== undefined,
  needs: () => ['down', 'up'],
  matrix(shapeOf, { mid }) {
    const [rank, ...inner] = shapeOf('down');
    const [out, ...ranks] = shapeOf('up');
    if (mid === undefined) return [size(ranks) === rank ? out : NaN, size(inner)];
    const [p, q, ...kernel] = shapeOf('mid');
    return [p === size(ranks) && q === rank ? out : NaN, size(inner) * size(kernel)];
  },
  rank: (shapeOf) => shapeOf('down')[0] ?? 1,
  change: (read, { mid }) =>
    mid === undefined ? matrixProduct(read('up'), read('down')) : tucker(read('mid'), read('up'), read('down')),
};
