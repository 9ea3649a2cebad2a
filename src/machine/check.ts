// Checks of single values from outside: each returns the value or throws 'bad-input' saying what would be right. Pure.
import { AppError } from '../../workers/errors.ts';

/** A finite number in min...max; `whole` asks for an integer. */
export function number(name: string, value: unknown, min: number, max: number, whole = false): number {
  const kind = whole ? 'a whole number' : 'a number';
  if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isInteger(value))) {
    throw new AppError(
      'bad-input',
      `${name} must be ${kind}, not ${show(value)}.`,
      `Give ${kind} from ${min} to ${max}.`,
    );
  }
  if (value < min || value > max) {
    throw new AppError(
      'bad-input',
      `${name} is ${value}, outside ${min} to ${max}.`,
      `Give ${kind} from ${min} to ${max}.`,
    );
  }
  return value;
}

/** A side of a picture in pixels: a multiple of `multiple`, at most `max`. */
export function side(name: string, value: unknown, multiple: number, max: number): number {
  const pixels = number(name, value, multiple, max, true);
  if (pixels % multiple === 0) return pixels;
  const below = Math.floor(pixels / multiple) * multiple;
  throw new AppError(
    'bad-input',
    `${name} is ${pixels}, which is no multiple of ${multiple}.`,
    `This model makes sides that are multiples of ${multiple}: ${below} or ${below + multiple}, for example.`,
  );
}

/** A record; arrays and null are none. */
export function record<T extends object>(name: string, value: T): T {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new AppError('bad-input', `${name} must be an object, not ${show(value)}.`, 'See docs/api.md for its fields.');
}

/** A list of at most `max` records. */
export function list<T extends object>(name: string, value: readonly T[], max: number): readonly T[] {
  if (!Array.isArray(value))
    throw new AppError('bad-input', `${name} must be an array, not ${show(value)}.`, 'Give a list.');
  if (value.length > max)
    throw new AppError('bad-input', `${name} has ${value.length} entries.`, `At most ${max} are taken.`);
  value.forEach((each, index) => record(`${name}[${index}]`, each as T));
  return value as readonly T[];
}

/** One of the known names. */
export function oneOf<T extends string>(name: string, value: unknown, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  const hint = known.length > 0 ? `Known: ${known.join(', ')}.` : 'There is none to choose from.';
  throw new AppError('bad-input', `${name} ${show(value)} is not known.`, hint);
}

/** A string of at most `max` characters. */
export function text(name: string, value: unknown, max: number): string {
  if (typeof value !== 'string')
    throw new AppError('bad-input', `${name} must be text, not ${show(value)}.`, 'Give a string.');
  if (value.length <= max) return value;
  throw new AppError('bad-input', `${name} has ${value.length} characters.`, `At most ${max} are taken.`);
}

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`;
  return value === null || typeof value !== 'object' ? String(value) : Array.isArray(value) ? 'an array' : 'an object';
}
