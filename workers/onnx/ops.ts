// ONNX's plain operators as typed functions: element-wise arithmetic, layout, choice. No weights, no models.
import { DTYPE_CODES, type Form, type GraphBuilder, describe, sameShape } from './builder.ts';
import type { DType, Value } from './graph.ts';

const MICROSOFT = 'com.microsoft';

/** NumPy's rule: shapes align at the right, sides of 1 stretch. */
export function broadcastShape(b: GraphBuilder, x: Form, y: Form): number[] {
  const rank = Math.max(x.shape.length, y.shape.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = x.shape[axis - rank + x.shape.length] ?? 1;
    const right = y.shape[axis - rank + y.shape.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) b.fail(`${describe(x)} and ${describe(y)} do not broadcast`);
    return Math.max(left, right);
  });
}

function binary(b: GraphBuilder, op: string, x: Value, y: Value): Value {
  if (x.dtype !== y.dtype) b.fail(`${op} of ${describe(x)} and ${describe(y)}`);
  return b.node(op, [x, y], { dtype: x.dtype, shape: broadcastShape(b, x, y) });
}

const unary = (b: GraphBuilder, op: string, x: Value, domain = ''): Value => b.node(op, [x], x, {}, domain);

export const add = (b: GraphBuilder, x: Value, y: Value): Value => binary(b, 'Add', x, y);
export const sub = (b: GraphBuilder, x: Value, y: Value): Value => binary(b, 'Sub', x, y);
export const mul = (b: GraphBuilder, x: Value, y: Value): Value => binary(b, 'Mul', x, y);
export const div = (b: GraphBuilder, x: Value, y: Value): Value => binary(b, 'Div', x, y);

/** x * factor, the factor a constant of x's dtype. */
export const scale = (b: GraphBuilder, x: Value, factor: number): Value =>
  factor === 1 ? x : mul(b, x, b.constant([factor], [], x.dtype));

/** x + term, the term a constant of x's dtype. */
export const shift = (b: GraphBuilder, x: Value, term: number): Value =>
  term === 0 ? x : add(b, x, b.constant([term], [], x.dtype));

export const relu = (b: GraphBuilder, x: Value): Value => unary(b, 'Relu', x);
export const tanh = (b: GraphBuilder, x: Value): Value => unary(b, 'Tanh', x);
export const sigmoid = (b: GraphBuilder, x: Value): Value => unary(b, 'Sigmoid', x);
export const sqrt = (b: GraphBuilder, x: Value): Value => unary(b, 'Sqrt', x);
export const floor = (b: GraphBuilder, x: Value): Value => unary(b, 'Floor', x);
export const sin = (b: GraphBuilder, x: Value): Value => unary(b, 'Sin', x);
export const cos = (b: GraphBuilder, x: Value): Value => unary(b, 'Cos', x);

/** x where it is positive, exp(x) - 1 elsewhere. */
export const elu = (b: GraphBuilder, x: Value): Value => unary(b, 'Elu', x);

/** x where it is positive, slope * x elsewhere. */
export const leakyRelu = (b: GraphBuilder, x: Value, slope: number): Value =>
  b.node('LeakyRelu', [x], x, { alpha: { float: slope } });

/** The exact (erf) form, PyTorch's default. */
export const gelu = (b: GraphBuilder, x: Value): Value => unary(b, 'Gelu', x, MICROSOFT);

/** The tanh form. */
export const tanhGelu = (b: GraphBuilder, x: Value): Value => unary(b, 'FastGelu', x, MICROSOFT);

/** x * sigmoid(1.702 x), CLIP's activation. */
export const quickGelu = (b: GraphBuilder, x: Value): Value =>
  b.node('QuickGelu', [x], x, { alpha: { float: 1.702 } }, MICROSOFT);

/** x * sigmoid(x). QuickGelu with alpha 1 is the same function in one kernel. */
export const silu = (b: GraphBuilder, x: Value): Value =>
  b.node('QuickGelu', [x], x, { alpha: { float: 1 } }, MICROSOFT);

export const softmax = (b: GraphBuilder, x: Value, axis = -1): Value =>
  b.node('Softmax', [x], x, { axis: { int: axis } });

export function cast(b: GraphBuilder, x: Value, dtype: DType): Value {
  return x.dtype === dtype ? x : b.node('Cast', [x], { dtype, shape: x.shape }, { to: { int: DTYPE_CODES[dtype] } });
}

/** A constant bound on both sides. */
export function clamp(b: GraphBuilder, x: Value, low: number, high: number): Value {
  return b.node('Clip', [x, b.constant([low], [], x.dtype), b.constant([high], [], x.dtype)], x);
}

/** Normalised to 0 <= axis < rank. */
function checkedAxis(b: GraphBuilder, x: Form, axis: number): number {
  const positive = axis < 0 ? axis + x.shape.length : axis;
  if (positive < 0 || positive >= x.shape.length) b.fail(`${describe(x)} has no axis ${axis}`);
  return positive;
}

export function concat(b: GraphBuilder, values: readonly Value[], axis: number): Value {
  const [first] = values;
  if (values.length === 1) return first;
  const along = checkedAxis(b, first, axis);
  for (const value of values) {
    if (value.dtype !== first.dtype || !sameShape(value.shape.with(along, 1), first.shape.with(along, 1))) {
      b.fail(`cannot concatenate ${values.map(describe).join(' ')} along axis ${axis}`);
    }
  }
  const side = values.reduce((sum, value) => sum + value.shape[along], 0);
  return b.node(
    'Concat',
    values,
    { dtype: first.dtype, shape: first.shape.with(along, side) },
    { axis: { int: along } },
  );
}

/** Cuts `x` along `axis` into pieces of these sizes. */
export function split(b: GraphBuilder, x: Value, sizes: readonly number[], axis: number): Value[] {
  const along = checkedAxis(b, x, axis);
  if (sizes.reduce((sum, size) => sum + size, 0) !== x.shape[along])
    b.fail(`cannot split ${describe(x)} into ${sizes.join('+')}`);
  if (sizes.length === 1) return [x];
  const forms = sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.with(along, size) }));
  return b.nodes('Split', [x, b.indices(sizes)], forms, { axis: { int: along } });
}

export function reshape(b: GraphBuilder, x: Value, shape: readonly number[]): Value {
  const count = (sides: readonly number[]): number => sides.reduce((product, side) => product * side, 1);
  if (count(shape) !== count(x.shape)) b.fail(`cannot reshape ${describe(x)} to [${shape.join()}]`);
  return sameShape(shape, x.shape) ? x : b.node('Reshape', [x, b.indices(shape)], { dtype: x.dtype, shape });
}

/** Axis i of the result is axis `order[i]` of `x`. */
export function transpose(b: GraphBuilder, x: Value, order: readonly number[]): Value {
  if (
    !sameShape(
      order.toSorted((i, j) => i - j),
      [...x.shape.keys()],
    )
  )
    b.fail(`cannot transpose ${describe(x)} by ${order.join()}`);
  return b.node(
    'Transpose',
    [x],
    { dtype: x.dtype, shape: order.map((axis) => x.shape[axis]) },
    { perm: { ints: order } },
  );
}

/** x[start:end] along `axis`. */
export function slice(b: GraphBuilder, x: Value, start: number, end: number, axis: number): Value {
  const along = checkedAxis(b, x, axis);
  if (start < 0 || end <= start || end > x.shape[along])
    b.fail(`cannot slice ${describe(x)} from ${start} to ${end} along axis ${axis}`);
  const form = { dtype: x.dtype, shape: x.shape.with(along, end - start) };
  return b.node('Slice', [x, b.indices([start]), b.indices([end]), b.indices([along])], form);
}

/** Rows of `x` along `axis`, chosen by an int32 or int64 tensor. */
export function gather(b: GraphBuilder, x: Value, indices: Value, axis = 0): Value {
  const along = checkedAxis(b, x, axis);
  if (indices.dtype !== 'int32' && indices.dtype !== 'int64') b.fail(`Gather by ${describe(indices)}`);
  return b.node(
    'Gather',
    [x, indices],
    { dtype: x.dtype, shape: x.shape.toSpliced(along, 1, ...indices.shape) },
    { axis: { int: along } },
  );
}

/** Where `x` is largest along the last axis (the first place of several), int64. */
export function argMax(b: GraphBuilder, x: Value): Value {
  const shape = x.shape.slice(0, -1);
  return b.node('ArgMax', [x], { dtype: 'int64', shape }, { axis: { int: -1 }, keepdims: { int: 0 } });
}

/** The mean over these axes, which stay with side 1. */
export function reduceMean(b: GraphBuilder, x: Value, axes: readonly number[]): Value {
  const along = axes.map((axis) => checkedAxis(b, x, axis));
  const shape = x.shape.map((side, axis) => (along.includes(axis) ? 1 : side));
  return b.node('ReduceMean', [x], { dtype: x.dtype, shape }, { axes: { ints: along }, keepdims: { int: 1 } });
}

/** `values` repeated along axis 0 until there are `batch` of them. */
export function expandBatch(b: GraphBuilder, x: Value, batch: number): Value {
  const times = batch / x.shape[0];
  if (!Number.isInteger(times)) b.fail(`cannot expand ${describe(x)} to a batch of ${batch}`);
  return concat(b, new Array<Value>(times).fill(x), 0);
}

/** ONNX's `If`: one of two subgraphs runs. Both get a builder that may use outer values, and return values of the same forms. */
export function ifElse(
  b: GraphBuilder,
  condition: Value,
  then: (branch: GraphBuilder) => readonly Value[],
  otherwise: (branch: GraphBuilder) => readonly Value[],
): Value[] {
  if (condition.dtype !== 'bool') b.fail(`If on ${describe(condition)}`);
  const place = b.path || 'if';
  const close = (branch: GraphBuilder, label: string, values: readonly Value[]): Form[] => {
    values.forEach((value, index) => branch.output(`${place}:${label}:${index}`, value));
    return values.map(({ dtype, shape }) => ({ dtype, shape }));
  };
  const [thenBranch, elseBranch] = [b.branch(), b.branch()];
  const forms = close(thenBranch, 'then', then(thenBranch));
  const others = close(elseBranch, 'else', otherwise(elseBranch));
  if (forms.map(describe).join() !== others.map(describe).join()) {
    b.fail(`the branches of If differ: ${forms.map(describe).join()} and ${others.map(describe).join()}`);
  }
  return b.nodes('If', [condition], forms, {
    then_branch: { graph: thenBranch.build() },
    else_branch: { graph: elseBranch.build() },
  });
}
