// What the page knows of models that were added: those on this device, the file on its way, what could not be taken. Data only.
import type { ModelRecord } from '../../workers/engine/api.ts';
import type { Failure } from './types.ts';

export interface ShelfSlice {
  readonly models: readonly ModelRecord[];
  /** The file that is being copied, or downloaded, to this device; `totalBytes` is 0 while unknown. */
  readonly adding: {
    readonly file: string;
    readonly fetching: boolean;
    readonly loadedBytes: number;
    readonly totalBytes: number;
  } | null;
  readonly failures: readonly { readonly file: string; readonly failure: Failure }[];
}

export const EMPTY_SHELF: ShelfSlice = { models: [], adding: null, failures: [] };
