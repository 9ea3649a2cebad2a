// A picture's record out of a file that somebody gave us. Pure.
import type { PictureRecord } from '../files/types.ts';
import { isNumber, isRecord } from '../files/values.ts';

const MAX_TEXT = 200_000;
const MAX_PAGE = 16 * 2 ** 20;
const MAX_SIDE = 16_384;

/** The record, or null when anything in it makes no sense. */
export function parseRecord(value: unknown): PictureRecord | null {
  if (!isRecord(value)) return null;
  const { id, createdAt, width, height, prompt, seed, totalMs, backend, metadata, page, favourite } = value;
  if (typeof id !== 'string' || !/^[\w-]{1,100}$/.test(id)) return null;
  if (!isWhole(width, 1, MAX_SIDE) || !isWhole(height, 1, MAX_SIDE) || !isWhole(seed, 0, 2 ** 32 - 1)) return null;
  if (!isNumber(createdAt) || Math.abs(createdAt) > 8.64e15 || !isNumber(totalMs)) return null;
  if (!isText(prompt, MAX_TEXT) || !isText(backend, 200) || !isText(metadata, MAX_TEXT) || !isText(page, MAX_PAGE)) {
    return null;
  }
  return {
    id,
    createdAt,
    width,
    height,
    prompt,
    seed,
    totalMs,
    backend,
    metadata,
    page,
    favourite: favourite === true,
  };
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return isNumber(value) && Number.isInteger(value) && value >= min && value <= max;
}

function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.length <= max;
}
