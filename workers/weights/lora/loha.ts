// LoHa: the elementwise product of two low-rank matrices. https://arxiv.org/abs/2108.06098 (FedPara), as in LyCORIS.
import { type Floats, matrixProduct, size, transpose, tucker } from './algebra.ts';
import type { LoraKind, ReadPart } from './kind.ts';

export const LOHA: LoraKind = {
  has: ({ w1_a, w1_b, w2_a, w2_b }) => [w1_a, w1_b, w2_a, w2_b].some((part) => part !== undefined),
  needs: ({ t1, t2 }) => [
    'w1_a',
    'w1_b',
    'w2_a',
    'w2_b',
    ...(t1 !== undefined || t2 !== undefined ? (['t1', 't2'] as const) : []),
  ],
  matrix(shapeOf, { t1 }) {
    const halves = (['1', '2'] as const).map((half) => {
      const [a, b] = [shapeOf(`w${half}_a`), shapeOf(`w${half}_b`)];
      if (t1 === undefined) return [a[1] === b[0] ? (a[0] ?? NaN) : NaN, size(b.slice(1))];
      // With a core, both matrices have the rank first.
      const [p, q, ...kernel] = shapeOf(`t${half}`);
      return [p === a[0] && q === b[0] ? (a[1] ?? NaN) : NaN, (b[1] ?? NaN) * size(kernel)];
    });
    const [[rows = NaN, columns = NaN] = [], [rows2, columns2] = []] = halves;
    return [rows === rows2 ? rows : NaN, columns === columns2 ? columns : NaN];
  },
  rank: (shapeOf) => shapeOf('w1_b')[0] ?? 1,
  change(read, { t1 }) {
    const half = (n: '1' | '2'): Floats => (t1 === undefined ? flat(read, n) : cored(read, n));
    const [one, two] = [half('1'), half('2')];
    return { shape: one.shape, data: one.data.map((value, i) => value * two.data[i]) };
  },
};

const flat = (read: ReadPart, n: '1' | '2'): Floats => matrixProduct(read(`w${n}_a`), read(`w${n}_b`));
const cored = (read: ReadPart, n: '1' | '2'): Floats =>
  tucker(read(`t${n}`), transpose(read(`w${n}_a`)), read(`w${n}_b`));
