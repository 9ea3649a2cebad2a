// The part of the engine's API that is the shelf's.
import type { EngineApi, ModelRecord, PackInfo } from '../api.ts';
import { fileAddress, fileOf } from './address.ts';
import type { Shelf } from './shelf.ts';

export interface ShelfHouse {
  readonly inUse: () => PackInfo | null;
  /** By what names the loaded model reads this one beside its own: a LoRA. */
  readonly holds: (id: string) => readonly string[];
  /** Whether a net or an autoencoder of this name lies over the loaded model. */
  readonly liesOver: (name: string) => boolean;
  /** Takes a net, an autoencoder or a LoRA of these names off what is loaded. */
  readonly takeOff: (signal: AbortSignal, id: string, names: readonly string[]) => Promise<void>;
  /** Unloads what is loaded, then does `job`, while nothing else uses the models. */
  readonly release: (signal: AbortSignal, job: () => Promise<void>) => Promise<void>;
}

export function shelfApi(
  shelf: Shelf,
  { inUse, holds, liesOver, release, takeOff }: ShelfHouse,
): Pick<
  EngineApi,
  | 'models'
  | 'unfinishedModels'
  | 'deletedModels'
  | 'addModel'
  | 'removeModel'
  | 'restoreModel'
  | 'sweepModels'
  | 'renameModel'
> {
  return {
    async models() {
      const used = inUse();
      const uses = ({ id, kind, name }: ModelRecord): boolean => {
        if (id === used?.id || holds(id).length > 0) return true;
        return (
          (kind === 'controlnet' || kind === 't2i-adapter' || kind === 'vae' || kind === 'preview') && liesOver(name)
        );
      };
      return (await shelf.list()).map((record) => (used && uses(record) ? { ...record, uses: [used.name] } : record));
    },
    unfinishedModels: () => shelf.unfinished(),
    deletedModels: () => shelf.deleted(),
    async addModel({ source, ...given }, { signal, progress }) {
      const tell = (file: string) => (loadedBytes: number, totalBytes: number) =>
        progress({ stage: 'download', file, loadedBytes, totalBytes });
      if (typeof source !== 'string')
        return shelf.addFile(source, given, signal, tell(source instanceof File ? source.name : ''));
      const url = fileAddress(source);
      return shelf.addAddress(url, given, signal, tell(fileOf(url)));
    },
    async removeModel({ id }, { signal }) {
      if (inUse()?.id === id) await release(signal, () => shelf.remove(id));
      else {
        const record = (await shelf.list()).find((each) => each.id === id);
        if (record) await takeOff(signal, id, [record.name, ...holds(id)]); // its file may be open
        await shelf.remove(id);
      }
      return null;
    },
    restoreModel: ({ id }) => shelf.restore(id),
    async sweepModels() {
      await shelf.sweep();
      return null;
    },
    renameModel: ({ id, name }) => shelf.rename(id, name),
  };
}
