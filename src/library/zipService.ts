// The only place that talks to the zip worker.
import { connect } from '../../workers/rpc/connect.ts';
import type { Ctx } from '../../workers/rpc/types.ts';
import { ownScript } from '../machine/trusted.ts';
import type { UnzipLimits, ZipEntry } from './zip.ts';
import zipUrl from './zip.worker.ts?worker&url';

export interface ZipApi {
  pack(args: { readonly entries: readonly ZipEntry[] }, ctx: Ctx<never>): Promise<Blob>;
  unpack(args: { readonly file: Blob; readonly limits: UnzipLimits }, ctx: Ctx<never>): Promise<readonly ZipEntry[]>;
}

const IDLE_MS = 30_000;

export const zips = connect<ZipApi>(() => new Worker(ownScript(zipUrl), { type: 'module', name: 'zip' }), {
  abort: 'message',
  idleMs: IDLE_MS,
});
