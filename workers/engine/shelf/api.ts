// The part of the engine's API that is the shelf's.
import type { EngineApi, PackInfo } from '../api.ts';
import type { Shelf } from './shelf.ts';

export interface ShelfHouse {
  readonly inUse: () => PackInfo | null;
  /** Unloads what is loaded, then does `job`, while nothing else uses the models. */
  readonly release: (signal: AbortSignal, job: () => Promise<void>) => Promise<void>;
}

export function shelfApi(
  shelf: Shelf,
  { inUse, release }: ShelfHouse,
): Pick<EngineApi, 'models' | 'addModel' | 'removeModel' | 'renameModel'> {
  return {
    async models() {
      const used = inUse();
      return (await shelf.list()).map((record) => (used?.id === record.id ? { ...record, uses: [used.name] } : record));
    },
    addModel: ({ source, ...given }, { signal, progress }) =>
      shelf.addFile(source, given, signal, (loadedBytes, totalBytes) =>
        progress({ stage: 'download', file: source instanceof File ? source.name : '', loadedBytes, totalBytes }),
      ),
    async removeModel({ id }, { signal }) {
      if (inUse()?.id === id) await release(signal, () => shelf.remove(id));
      else await shelf.remove(id);
      return null;
    },
    renameModel: ({ id, name }) => shelf.rename(id, name),
  };
}
