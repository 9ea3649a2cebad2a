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
