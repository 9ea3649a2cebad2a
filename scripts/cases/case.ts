// What a case is, what comes of it, and what a kind of case may use. Types, and small helpers for reading a case.
import type { Page } from '@playwright/test';

export interface Case {
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
  readonly expected: Readonly<Record<string, unknown>>;
}

export interface Got {
  /** null: it could not be run; `got` says why. */
  readonly holds: boolean | null;
  readonly got: string;
}

export interface Tools {
  /** The built page; cases share it. */
  readonly page: Page;
  /** The built page once more, for a case that changes it. Whoever asks closes it. */
  readonly fresh: () => Promise<Page>;
  /** The folder of the pack that the cases speak of, or why there is none. */
  readonly pack: () => { readonly folder: string } | { readonly why: string };
}

export interface Kind {
  readonly takes: (one: Case) => boolean;
  readonly run: (tools: Tools, one: Case) => Got | Promise<Got>;
}

export const wanted = ({ expected }: Case): string => JSON.stringify(expected['expected'] ?? {});

/** The bytes of the first file whose name fits. */
export function fileOf({ id, files }: Case, pattern: RegExp): Buffer {
  const found = files.find(({ name }) => pattern.test(name));
  if (!found) throw new Error(`${id} has no file ${pattern}`);
  return found.bytes;
}

export const jsonOf = (one: Case, pattern: RegExp): unknown => JSON.parse(fileOf(one, pattern).toString()) as unknown;

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  heic: 'image/heic',
};
export const typeOf = (name: string): string => TYPES[name.split('.').pop() ?? ''] ?? '';
