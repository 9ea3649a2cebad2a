// The zip worker: packing and unpacking away from the page. The only thing here is the wiring.
import { expose } from '../../workers/rpc/expose.ts';
import type { Port } from '../../workers/rpc/wire.ts';
import { pack, unpack } from './zip.ts';
import type { ZipApi } from './zipService.ts';

const api: ZipApi = {
  pack: ({ entries }, { signal }) => pack(entries, signal),
  unpack: ({ file, limits }) => unpack(file, limits),
};
expose(api, globalThis as unknown as Port);
