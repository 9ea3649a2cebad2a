// The pickle inside a torch.save file, read as data: a state dict's opcodes and nothing else. Nothing in it is ever
// called, imported or evaluated; a name outside the short list below is an error. Pure.
import { AppError } from '../errors.ts';
import { IDLE_NAMES, NAMES, ORDERED_DICT, PARAMETER, STORAGES, TENSOR } from './pickleNames.ts';
import type { StoredDType } from './types.ts';

/** A view into a storage. Sizes and strides count elements. */
export interface PickledTensor {
  readonly kind: 'tensor';
  readonly storage: PickledStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

export interface PickledStorage {
  readonly kind: 'storage';
  readonly dtype: StoredDType;
  /** Its file in the archive: `data/<key>`. */
  readonly key: string;
  readonly count: number;
}

interface Name {
  readonly kind: 'name';
  readonly name: string;
}

/** What a name of the list below was asked to make: nothing, since it says nothing of weights. */
interface Nothing {
  readonly kind: 'nothing';
}

export type Pickled =
  | null
  | boolean
  | number
  | string
  | readonly Pickled[]
  | Map<Pickled, Pickled>
  | PickledTensor
  | PickledStorage
  | Name
  | Nothing;

const MAX_DEPTH = 1_000_000;

/** The object that a pickle holds. @throws AppError `bad-model` */
export function readTorchPickle(bytes: Uint8Array, file: string): Pickled {
  return new Unpickler(bytes, file).run();
}

class Unpickler {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #file: string;
  readonly #memo = new Map<number, Pickled>();
  #stack: Pickled[] = [];
  readonly #marks: Pickled[][] = [];
  #at = 0;

  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
  }

  run(): Pickled {
    for (;;) {
      const code = this.#take(1)[0];
      if (code === 0x2e) return this.#pop(); // '.'
      const step = STEPS.get(code);
      if (!step) this.#fail(`pickle opcode 0x${code.toString(16)} has no place in a file of weights`);
      step(this.#machine);
      if (this.#stack.length > MAX_DEPTH || this.#marks.length > MAX_DEPTH) this.#fail('nested too deep');
    }
  }

  readonly #machine: Machine = {
    push: (value) => void this.#stack.push(value),
    pop: () => this.#pop(),
    top: () => this.#stack.at(-1) ?? null,
    mark: () => {
      this.#marks.push(this.#stack);
      this.#stack = [];
    },
    popMark: () => {
      const values = this.#stack;
      this.#stack = this.#marks.pop() ?? this.#fail('a mark is missing');
      return values;
    },
    u8: () => this.#take(1)[0],
    u16: () => this.#number(2, (at) => this.#view.getUint16(at, true)),
    i32: () => this.#number(4, (at) => this.#view.getInt32(at, true)),
    u32: () => this.#number(4, (at) => this.#view.getUint32(at, true)),
    f64: () => this.#number(8, (at) => this.#view.getFloat64(at, false)),
    long: () => this.#long(),
    text: (length) => new TextDecoder().decode(this.#take(length)),
    skip: (length) => void this.#take(length),
    line: () => this.#line(),
    put: (index, value) => void this.#memo.set(index, value),
    memoSize: () => this.#memo.size,
    get: (index) => {
      const value = this.#memo.get(index);
      return value === undefined ? this.#fail('a reference to nothing') : value;
    },
    fail: (what) => this.#fail(what),
  };

  #pop(): Pickled {
    const value = this.#stack.pop();
    return value === undefined ? this.#fail('the stack is empty') : value;
  }

  #take(length: number): Uint8Array {
    if (length < 0 || this.#at + length > this.#bytes.length) this.#fail('the pickle ends early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #number(length: number, read: (at: number) => number): number {
    this.#take(length);
    return read(this.#at - length);
  }

  /** LONG1: little-endian two's complement of up to eight bytes; sizes beyond 2^53 are nobody's. */
  #long(): number {
    const bytes = this.#take(this.#take(1)[0]);
    if (bytes.length > 8) this.#fail('a number of more than 64 bits');
    let value = 0n;
    bytes.forEach((byte, i) => (value |= BigInt(byte) << BigInt(8 * i)));
    const signed = Number(BigInt.asIntN(8 * bytes.length, value));
    return Number.isSafeInteger(signed) ? signed : this.#fail('a number beyond 2^53');
  }

  #line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0) this.#fail('the pickle ends early');
    const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  #fail(what: string): never {
    throw new AppError('bad-model', `${this.#file}: ${what}`, 'Only plain state dicts of torch.save can be read.');
  }
}

interface Machine {
  push(value: Pickled): void;
  pop(): Pickled;
  top(): Pickled;
  mark(): void;
  /** What was pushed since the last mark. */
  popMark(): Pickled[];
  u8(): number;
  u16(): number;
  i32(): number;
  u32(): number;
  f64(): number;
  long(): number;
  text(length: number): string;
  skip(length: number): void;
  line(): string;
  put(index: number, value: Pickled): void;
  memoSize(): number;
  get(index: number): Pickled;
  fail(what: string): never;
}

/** Each opcode's work; the names are pickletools'. */
const STEPS: ReadonlyMap<number, (m: Machine) => void> = new Map([
  [0x80, (m: Machine) => m.skip(1)], // PROTO
  [0x95, (m: Machine) => m.skip(8)], // FRAME
  [0x4e, (m: Machine) => m.push(null)], // NONE
  [0x88, (m: Machine) => m.push(true)], // NEWTRUE
  [0x89, (m: Machine) => m.push(false)], // NEWFALSE
  [0x4b, (m: Machine) => m.push(m.u8())], // BININT1
  [0x4d, (m: Machine) => m.push(m.u16())], // BININT2
  [0x4a, (m: Machine) => m.push(m.i32())], // BININT
  [0x8a, (m: Machine) => m.push(m.long())], // LONG1
  [0x47, (m: Machine) => m.push(m.f64())], // BINFLOAT
  [0x42, (m: Machine) => m.push(m.text(m.u32()))], // BINBYTES
  [0x43, (m: Machine) => m.push(m.text(m.u8()))], // SHORT_BINBYTES
  [0x55, (m: Machine) => m.push(m.text(m.u8()))], // SHORT_BINSTRING
  [0x58, (m: Machine) => m.push(m.text(m.u32()))], // BINUNICODE
  [0x8c, (m: Machine) => m.push(m.text(m.u8()))], // SHORT_BINUNICODE
  [0x28, (m: Machine) => m.mark()], // MARK
  [0x29, (m: Machine) => m.push([])], // EMPTY_TUPLE
  [0x5d, (m: Machine) => m.push([])], // EMPTY_LIST
  [0x7d, (m: Machine) => m.push(new Map())], // EMPTY_DICT
  [0x74, (m: Machine) => m.push(m.popMark())], // TUPLE
  [0x85, (m: Machine) => m.push([m.pop()])], // TUPLE1
  [0x86, (m: Machine) => m.push([m.pop(), m.pop()].reverse())], // TUPLE2
  [0x87, (m: Machine) => m.push([m.pop(), m.pop(), m.pop()].reverse())], // TUPLE3
  [0x71, (m: Machine) => m.put(m.u8(), m.top())], // BINPUT
  [0x72, (m: Machine) => m.put(m.u32(), m.top())], // LONG_BINPUT
  [0x94, (m: Machine) => m.put(m.memoSize(), m.top())], // MEMOIZE
  [0x68, (m: Machine) => m.push(m.get(m.u8()))], // BINGET
  [0x6a, (m: Machine) => m.push(m.get(m.u32()))], // LONG_BINGET
  [0x63, (m: Machine) => m.push(name(m, m.line(), m.line()))], // GLOBAL
  [0x93, (m: Machine) => m.push(stackName(m))], // STACK_GLOBAL
  [0x51, (m: Machine) => m.push(storage(m, m.pop()))], // BINPERSID
  [0x52, (m: Machine) => m.push(reduce(m, m.pop(), m.pop()))], // REDUCE
  [0x81, (m: Machine) => m.push(reduce(m, m.pop(), m.pop()))], // NEWOBJ
  [0x61, (m: Machine) => append(m, [m.pop()])], // APPEND
  [0x65, (m: Machine) => append(m, m.popMark())], // APPENDS
  [0x73, (m: Machine) => setItems(m, [m.pop(), m.pop()].reverse())], // SETITEM
  [0x75, (m: Machine) => setItems(m, m.popMark())], // SETITEMS
  [0x62, (m: Machine) => build(m)], // BUILD
]);

function name(m: Machine, module: string, item: string): Name {
  const whole = `${module} ${item}`;
  return NAMES.has(whole)
    ? { kind: 'name', name: whole }
    : m.fail(`it wants to use ${module}.${item}, which is refused`);
}

function stackName(m: Machine): Name {
  const [item, module] = [m.pop(), m.pop()];
  return typeof item === 'string' && typeof module === 'string' ? name(m, module, item) : m.fail('a name is no text');
}

const isName = (value: Pickled): value is Name =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'name';

/** The persistent id ('storage', type, key, location, count). */
function storage(m: Machine, id: Pickled): PickledStorage {
  if (!Array.isArray(id)) return m.fail('a storage is not described by a tuple');
  const [what, type, key, , count] = id as readonly Pickled[];
  const dtype = isName(type) ? STORAGES[type.name] : undefined;
  if (what !== 'storage' || !dtype || typeof key !== 'string' || !isCount(count))
    return m.fail('a storage makes no sense');
  return { kind: 'storage', dtype, key, count };
}

/** The three calls of a state dict, made by hand. Arguments come off the stack before the name. */
function reduce(m: Machine, args: Pickled, callee: Pickled): Pickled {
  if (!isName(callee) || !Array.isArray(args)) return m.fail('a call of what is no name');
  const values = args as readonly Pickled[];
  if (IDLE_NAMES.has(callee.name)) return { kind: 'nothing' };
  switch (callee.name) {
    case ORDERED_DICT:
      return values.length === 0 ? new Map() : m.fail('a filled OrderedDict');
    case PARAMETER:
      return values.length > 0 ? values[0] : m.fail('a parameter without data');
    case TENSOR:
      return tensor(m, values);
    default:
      return m.fail(`it wants to call ${callee.name}, which is refused`);
  }
}

function tensor(m: Machine, [stored, offset, shape, strides]: readonly Pickled[]): PickledTensor {
  const isStorage = typeof stored === 'object' && stored !== null && 'kind' in stored && stored.kind === 'storage';
  if (!isStorage || !isCount(offset) || !isCounts(shape) || !isCounts(strides) || shape.length !== strides.length) {
    return m.fail('a tensor makes no sense');
  }
  return { kind: 'tensor', storage: stored, offset, shape, strides };
}

const isCount = (value: Pickled | undefined): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCounts = (value: Pickled | undefined): value is readonly number[] =>
  Array.isArray(value) && (value as readonly Pickled[]).every(isCount);

function setItems(m: Machine, items: readonly Pickled[]): void {
  const target = m.top();
  if (isNothing(target)) return;
  if (!(target instanceof Map) || items.length % 2 !== 0) m.fail('items for what is no dictionary');
  for (let i = 0; i < items.length; i += 2) target.set(items[i], items[i + 1]);
}

const isNothing = (value: Pickled): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'nothing';

function append(m: Machine, values: readonly Pickled[]): void {
  const target = m.top();
  if (isNothing(target)) return;
  if (Array.isArray(target)) (target as Pickled[]).push(...values);
  else m.fail('items for what is no list');
}

/** A state dict carries the attribute `_metadata`, which says nothing about its tensors. */
function build(m: Machine): void {
  m.pop();
  if (!(m.top() instanceof Map) && !isNothing(m.top())) m.fail('attributes for what is no dictionary');
}
