// Builds an ONNX graph node by node, with every shape and element type known. Knows no operator and no model.
import {
  type BuiltGraph,
  type Constant,
  type DType,
  type Node,
  type Target,
  type Value,
  type Weight,
  type WeightPart,
  shapeOf,
} from './graph.ts';

/** Element type and shape of a value before it has a name. */
export interface Form {
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** How a weight is made from a stored tensor; see WeightPart. */
export interface WeightOptions extends Omit<WeightPart, 'key' | 'shape'> {
  /** Default: the graph's compute dtype. */
  readonly dtype?: DType;
}

/** What a builder shares with its scopes and branches. */
interface Shared {
  readonly name: string;
  readonly target: Target;
  readonly weights: Map<string, Weight>;
  readonly constants: Constant[];
  /** How often each value or node name was asked for, so that names stay unique. */
  readonly taken: Map<string, number>;
}

/** One graph's own part: a branch has its own frame, a scope shares its builder's. */
interface Frame {
  readonly outermost: boolean;
  readonly inputs: Value[];
  readonly nodes: Node[];
  readonly outputs: Map<string, Value>;
}

/** Joins scope paths the way diffusers names tensors: `unet/` + `down_blocks.0` + `resnets.1`. */
export function joinPath(path: string, part: string): string {
  return path === '' || path.endsWith('/') ? path + part : `${path}.${part}`;
}

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((side, axis) => side === b[axis]);

/** ONNX's TensorProto.DataType. */
export const DTYPE_CODES = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10 } as const satisfies Record<
  DType,
  number
>;

/** For messages: `float32[1,4,8,8]`. */
export const describe = ({ dtype, shape }: Form): string => `${dtype}[${shape.join(',')}]`;

export class GraphBuilder {
  readonly target: Target;
  /** The dtype of weights and activations. */
  readonly compute: 'float16' | 'float32';
  /** Where in the model this builder adds nodes: a prefix of tensor names, such as `unet/down_blocks.0.resnets.1`. */
  readonly path: string;
  readonly #shared: Shared;
  readonly #frame: Frame;

  /** `view` is for `scope` and `branch` alone. */
  constructor(options: Pick<Shared, 'name' | 'target'>, view?: { shared: Shared; frame: Frame; path: string }) {
    this.target = options.target;
    this.compute = options.target.precision === 'fp16' ? 'float16' : 'float32';
    this.path = view?.path ?? '';
    this.#shared = view?.shared ?? { ...options, weights: new Map(), constants: [], taken: new Map() };
    this.#frame = view?.frame ?? { outermost: true, inputs: [], nodes: [], outputs: new Map() };
  }

  /** The same graph, further down: weights and node names get `part` joined to their path. `unet/` starts a component. */
  scope(part: string): GraphBuilder {
    return new GraphBuilder(this.#shared, {
      shared: this.#shared,
      frame: this.#frame,
      path: joinPath(this.path, part),
    });
  }

  /** A builder for a subgraph (a branch of `If`). It may use this builder's values, and shares its weights and constants. */
  branch(): GraphBuilder {
    const frame: Frame = { outermost: false, inputs: [], nodes: [], outputs: new Map() };
    return new GraphBuilder(this.#shared, { shared: this.#shared, frame, path: this.path });
  }

  /** Stops the build with an error that names the place. */
  fail(message: string): never {
    throw new Error(`${this.#shared.name}: ${this.path || 'top level'}: ${message}`);
  }

  /** A graph input, named exactly so. */
  input(name: string, dtype: DType, shape: readonly number[]): Value {
    this.#claim(name);
    const value: Value = { name, dtype, shape: this.#checked(shape) };
    this.#frame.inputs.push(value);
    return value;
  }

  /** Makes `value` a graph output, named exactly so. */
  output(name: string, value: Value): void {
    this.#claim(name);
    // A node of its own, so that inputs, weights and values with several names need no special care; ORT removes it.
    this.#frame.nodes.push(makeNode(`output:${name}`, 'Identity', '', [value], [name], {}));
    this.#frame.outputs.set(name, { name, dtype: value.dtype, shape: value.shape });
  }

  /** The stored tensor `<path>.<name>` of this shape. Asking twice gives the same weight. */
  weight(name: string, shape: readonly number[], options: WeightOptions = {}): Weight {
    const { dtype, ...transform } = options;
    return this.weights([{ key: joinPath(this.path, name), shape, ...transform }], 0, dtype);
  }

  /** Several stored tensors (each transposed and scaled as it says) joined along `axis` into one weight. */
  weights(parts: readonly WeightPart[], axis: number, dtype: DType = this.compute): Weight {
    const id = JSON.stringify([parts, axis, dtype]);
    const known = this.#shared.weights.get(id);
    if (known) return known;
    const name = this.#unique(parts[0].key + (parts.length > 1 ? `+${parts.length - 1}` : ''));
    const weight: Weight = { name, dtype, shape: this.#joined(parts, axis), parts, axis };
    this.#shared.weights.set(id, weight);
    return weight;
  }

  /** A small float constant in the compute dtype (or `dtype`). */
  constant(
    data: readonly number[] | Float32Array,
    shape: readonly number[] = [data.length],
    dtype: DType = this.compute,
  ): Value {
    const stored = this.#store('float32', Float32Array.from(data), shape);
    return dtype === 'float32'
      ? stored
      : this.node('Cast', [stored], { dtype, shape }, { to: { int: DTYPE_CODES[dtype] } });
  }

  /** An int64 constant, as shape-like operator inputs want. */
  indices(data: readonly number[]): Value {
    return this.#store('int64', BigInt64Array.from(data, BigInt), [data.length]);
  }

  /** Adds a node with one output. `null` stands for an absent optional input. */
  node(
    op: string,
    inputs: readonly (Value | null)[],
    form: Form,
    attributes: Node['attributes'] = {},
    domain = '',
  ): Value {
    return this.nodes(op, inputs, [form], attributes, domain)[0];
  }

  /** Adds a node with several outputs. */
  nodes(
    op: string,
    inputs: readonly (Value | null)[],
    forms: readonly Form[],
    attributes: Node['attributes'] = {},
    domain = '',
  ): Value[] {
    const name = this.#unique(`${this.path}:${op}`);
    const outputs = forms.map(({ dtype, shape }, index) => {
      return { name: forms.length === 1 ? name : `${name}:${index}`, dtype, shape: this.#checked(shape) };
    });
    const outputNames = outputs.map((value) => value.name);
    this.#frame.nodes.push(makeNode(name, op, domain, inputs, outputNames, attributes));
    return outputs;
  }

  /** The finished graph. A branch has no weights or constants of its own: they live in the outermost graph. */
  build(): BuiltGraph {
    const { inputs, nodes, outputs, outermost } = this.#frame;
    const { name, weights, constants } = this.#shared;
    const graph = { name, inputs, outputs: [...outputs.values()], nodes };
    return outermost
      ? { ...graph, weights: [...weights.values()], constants }
      : { ...graph, weights: [], constants: [] };
  }

  #store(dtype: 'float32' | 'int64', data: Constant['data'], shape: readonly number[]): Value {
    const count = this.#checked(shape).reduce((a, b) => a * b, 1);
    if (count !== data.length) this.fail(`a constant of shape [${shape.join()}] got ${data.length} values`);
    const constant: Constant = { name: this.#unique(`${this.path}:constant`), dtype, shape, data };
    this.#shared.constants.push(constant);
    return constant;
  }

  #joined(parts: readonly WeightPart[], axis: number): number[] {
    const shapes = parts.map(shapeOf);
    const [first, ...rest] = shapes;
    const joined = [...first];
    for (const shape of rest) {
      if (!sameShape(shape.with(axis, 0), first.with(axis, 0))) {
        this.fail(`cannot join weights ${shapes.map((each) => `[${each.join()}]`).join(' ')} along axis ${axis}`);
      }
      joined[axis] += shape[axis];
    }
    return joined;
  }

  #checked(shape: readonly number[]): readonly number[] {
    if (!shape.every((side) => Number.isInteger(side) && side > 0)) this.fail(`[${shape.join()}] is not a shape`);
    return shape;
  }

  #claim(name: string): void {
    if (this.#shared.taken.has(name)) this.fail(`there are two values named '${name}'`);
    this.#shared.taken.set(name, 1);
  }

  #unique(name: string): string {
    const count = (this.#shared.taken.get(name) ?? 0) + 1;
    this.#shared.taken.set(name, count);
    return count === 1 ? name : this.#unique(`${name}#${count}`);
  }
}

function makeNode(
  name: string,
  op: string,
  domain: string,
  inputs: readonly (Value | null)[],
  outputs: readonly string[],
  attributes: Node['attributes'],
): Node {
  return { name, op, domain, inputs: inputs.map((value) => value?.name ?? ''), outputs, attributes };
}
