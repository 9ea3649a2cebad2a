// What the page knows of models that were added: those on this device, the file on its way, what could not be taken. Data only.
import type { AddModel, ModelRecord, UnfinishedModel } from '../../workers/engine/api.ts';
import type { Failure } from '../machine/failure.ts';

export interface Adding {
  readonly file: string;
  /** The address as it was asked for; '' of a file from a disk. */
  readonly source: string;
  readonly loadedBytes: number;
  /** 0 while unknown. */
  readonly totalBytes: number;
  /** null while nobody can know. */
  readonly bytesPerSecond: number | null;
}

export interface AddFailure {
  readonly file: string;
  readonly failure: Failure;
  /** What was asked for, where it can be fetched again. */
  readonly again?: AddModel & { readonly source: string };
}

export interface ShelfSlice {
  readonly models: readonly ModelRecord[];
  /** Downloads that stopped before their end and can go on. */
  readonly unfinished: readonly UnfinishedModel[];
  /** What was deleted and can be put back until the page is started again. */
  readonly deleted: readonly ModelRecord[];
  /** The file that is being copied, or downloaded, to this device. */
  readonly adding: Adding | null;
  /** Asked before these are copied; their number, size together, and the free space (0: unknown). */
  readonly keepQuestion: {
    readonly name: string;
    readonly count: number;
    readonly bytes: number;
    readonly freeBytes: number;
  } | null;
  readonly failures: readonly AddFailure[];
}

export const EMPTY_SHELF: ShelfSlice = {
  models: [],
  unfinished: [],
  deleted: [],
  adding: null,
  keepQuestion: null,
  failures: [],
};
