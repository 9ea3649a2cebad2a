// The part of the engine's API that is the shelf's.
import type { EngineApi, PackInfo } from '../api.ts';
import type { Shelf } from './shelf.ts';

export interface ShelfHouse {
  readonly inUse: () => PackInfo | null;
  /** Whether what is loaded reads this model beside its own: a LoRA. */
  readonly holds: (id: string) => boolean;
  /** Unloads what is loaded, then does `job`, while nothing else uses the models. */
  /** Takes a net or an autoencoder of this name off what is loaded. */
  readonly takeOff: (signal: AbortSignal, name: string) => Promise<void>;
  readonly release: (signal: AbortSignal, job: () => Promise<void>) => Promise<void>;
}

export function shelfApi(
  shelf: Shelf,
  { inUse, holds, release, takeOff }: ShelfHouse,
): Pick<EngineApi, 'models' | 'addModel' | 'removeModel' | 'renameModel'> {
  return {
    async models() {
      const used = inUse();
      return (await shelf.list()).map((record) =>
        used && (used.id === record.id || holds(record.id)) ? { ...record, uses: [used.name] } : record,
      );
    },
    addModel: ({ source, ...given }, { signal, progress }) =>
      shelf.addFile(source, given, signal, (loadedBytes, totalBytes) =>
        progress({ stage: 'download', file: source instanceof File ? source.name : '', loadedBytes, totalBytes }),
      ),
    async removeModel({ id }, { signal }) {
      if (inUse()?.id === id || holds(id)) await release(signal, () => shelf.remove(id));
      else {
        const record = (await shelf.list()).find((each) => each.id === id);
        if (record) await takeOff(signal, record.name); // its file may be open
        await shelf.remove(id);
      }
      return null;
    },
    renameModel: ({ id, name }) => shelf.rename(id, name),
  };
}
