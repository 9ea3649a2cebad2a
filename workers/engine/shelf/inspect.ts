// What a file of weights is, by its tensors, and the record of it that the shelf keeps. Pure but for reading the file.
import { notACheckpoint } from '../../weights/checkpoint.ts';
import { recognise, type Recognised } from '../../weights/recognise.ts';
import { type Arrived, headOf } from '../../weights/headOf.ts';
import { refuseQuantised } from '../../weights/quantised.ts';
import type { ByteSource } from '../../weights/source.ts';
import { openTensorFile } from '../../weights/tensorFile.ts';
import type { AddModel, ModelRecord } from '../api.ts';
import { a1111Hashes, fingerprint } from './copy.ts';
import { conditionOf } from './record.ts';

/** Everything but what only adding finds out. */
export type Given = Omit<AddModel, 'source'>;

export interface Inspected {
  readonly found: Recognised;
  readonly title: string | undefined;
  readonly print: string;
  readonly bytes: number;
  readonly otherHashes: readonly string[];
}

/** What the file is, and what it calls itself. @throws AppError */
export function inspect(file: string, source: ByteSource): Inspected {
  const reader = openTensorFile(source);
  try {
    const found = recognise(reader, reader.metadata);
    if (found.kind === 'other') throw notACheckpoint(file, found);
    refuseQuantised(reader, file);
    const title = reader.metadata['modelspec.title'] ?? reader.metadata['ss_output_name'];
    return {
      found,
      title: title?.trim() ? title.trim().slice(0, 200) : undefined,
      print: fingerprint(source),
      bytes: source.byteLength,
      otherHashes: a1111Hashes(source, found.kind === 'lora'),
    };
  } finally {
    reader.close();
  }
}

/**
 * Looks at a file while it arrives: whether enough is there to know that it is wanted. What is no safetensors file is known
 * only as a whole. @throws AppError `unsupported` as `inspect` would later
 */
export function looksWanted(file: string, arrived: Arrived): boolean {
  const head = headOf(arrived);
  if (typeof head !== 'object') return head === 'unknown';
  const found = recognise(head, head.metadata);
  if (found.kind === 'other') throw notACheckpoint(file, found);
  refuseQuantised(head, file);
  return true;
}

/** The file's record as it is first written. @throws AppError `unsupported` */
export function recordOf(
  id: string,
  found: Exclude<Recognised, { kind: 'other' }> | Recognised,
  about: Pick<ModelRecord, 'name' | 'source' | 'bytes' | 'otherHashes'>,
  given: Given,
): ModelRecord {
  if (found.kind === 'other') throw notACheckpoint(about.name, found);
  const takesHint = found.kind === 'controlnet' || found.kind === 't2i-adapter';
  return {
    id,
    kind: found.kind,
    family: found.family,
    sha256: '',
    condition: takesHint ? (given.condition ?? conditionOf(about.source) ?? conditionOf(about.name)) : null,
    config: given.config ?? null,
    prediction: given.prediction ?? null,
    kept: true,
    uses: [],
    ...about,
  };
}

/** Without what parts of a net's path are told apart by. */
export const plainName = (name: string): string => name.replace(/[/#]/g, '_');
export const stem = (file: string): string => file.replace(/\.[^.]+$/, '') || file;
