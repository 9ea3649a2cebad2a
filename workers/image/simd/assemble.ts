// A WebAssembly module out of functions that are written as expressions in TypeScript: as much of an assembler as the
// inner loops of pictures need (https://webassembly.github.io/spec/core/binary). Pure; knows no picture.

/** Instructions as bytes. */
export type Code = readonly number[];

export type Kind = 'i32' | 'f32' | 'v128';

const KINDS: Readonly<Record<Kind, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

/** A parameter or local. */
export interface Variable {
  readonly get: Code;
  readonly set: (value: Code) => Code;
}

export interface FunctionCode {
  readonly name: string;
  readonly params: readonly Kind[];
  readonly locals: readonly Kind[];
  readonly body: Code;
}

/** An unsigned number in LEB128. */
export function unsigned(value: number): number[] {
  const rest = value >>> 7;
  return rest === 0 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(rest)];
}

/** A signed one. */
function signed(value: number): number[] {
  const rest = value >> 7;
  const done = (rest === 0 && (value & 0x40) === 0) || (rest === -1 && (value & 0x40) !== 0);
  return done ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(rest)];
}

export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const loadI32 = (at: Code, offset = 0): Code => [...at, 0x28, 0, ...unsigned(offset)];
/** Moves a pointer or counter on. */
export const move = (variable: Variable, by: number): Code => variable.set(plus(variable.get, i32(by)));

/** Runs the body as long as the condition, looked at first, is not 0. */
export const loopWhile = (condition: Code, ...body: readonly Code[]): Code => [
  ...[0x02, 0x40], // block
  ...[...condition, 0x45, 0x0d, 0], // i32.eqz, br_if out of it
  ...[0x03, 0x40, ...body.flat(), ...condition, 0x0d, 0, 0x0b], // loop
  0x0b,
];
/** a < b, for addresses. */
export const before = (a: Code, b: Code): Code => [...a, ...b, 0x49];

/**
 * A function without results. `write` gets its parameters and locals by name and gives its instructions.
 * @param params in the order in which the caller hands them over
 */
export function define<P extends string, L extends string>(
  name: string,
  params: Readonly<Record<P, Kind>>,
  locals: Readonly<Record<L, Kind>>,
  write: (variables: Readonly<Record<P | L, Variable>>) => readonly Code[],
): FunctionCode {
  const kinds = { ...params, ...locals } as Readonly<Record<string, Kind>>;
  const variables = Object.fromEntries(
    Object.keys(kinds).map((key, index) => [
      key,
      { get: [0x20, index], set: (value: Code): Code => [...value, 0x21, index] },
    ]),
  ) as unknown as Record<P | L, Variable>;
  return { name, params: Object.values(params), locals: Object.values(locals), body: write(variables).flat() };
}

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))];
const text = (value: string): Code => sized([...new TextEncoder().encode(value)]);

/** The module's bytes. It imports its memory as `env.memory`. */
export function assemble(functions: readonly FunctionCode[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ params }) => [0x60, ...list(params.map((kind) => [KINDS[kind]])), 0]);
  const bodies = functions.map(({ locals, body }) =>
    sized([...list(locals.map((kind) => [1, KINDS[kind]])), ...body, 0x0b]),
  );
  const module: readonly Code[] = [
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, types),
    section(2, [[...text('env'), ...text('memory'), 2, 0, 1]]),
    section(3, functions.map((_, index) => unsigned(index))),
    section(7, functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)])),
    section(10, bodies),
  ]; // prettier-ignore
  return Uint8Array.from(module.flat());
}
