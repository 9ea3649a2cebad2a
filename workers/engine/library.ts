// The shelf's LoRAs and embeddings by name, for whatever pack is loaded.
import type { ExtraFile } from '../pipeline/extras.ts';
import type { Library } from '../pipeline/loaded.ts';
import type { Embedding } from '../pipeline/prompt/embeddings.ts';
import { readEmbedding } from '../weights/embedding.ts';
import type { ModelKind, ModelRecord } from './api.ts';
import type { Shelf } from './shelf/shelf.ts';

export interface ShelfLibrary extends Library {
  /** The small autoencoder that previews are decoded with; the newest where there are several. */
  readonly preview: () => Promise<ExtraFile | null>;
  /** By what names the loaded pack reads this model's file. */
  readonly holds: (id: string) => readonly string[];
  /** The pack was unloaded, or gave this model up, which closed its files. */
  readonly letGo: (id?: string) => void;
}

export function shelfLibrary(shelf: Shelf): ShelfLibrary {
  const held = new Map<string, readonly string[]>();
  const vectors = new Map<string, Embedding>();
  let seen = { revision: -1, records: [] as readonly ModelRecord[] };
  const records = async (kind: ModelKind): Promise<readonly ModelRecord[]> => {
    const { revision } = shelf;
    if (seen.revision !== revision) seen = { revision, records: await shelf.list() };
    return seen.records.filter((record) => record.kind === kind);
  };
  return {
    async findLora(name) {
      const record = byName(await records('lora'), name);
      if (!record) return null;
      const reader = await shelf.open(record.id);
      held.set(record.id, [...(held.get(record.id) ?? []), name]);
      return reader;
    },
    async embeddings(width) {
      const found: Embedding[] = [];
      for (const record of await records('embedding')) {
        const known = vectors.get(record.id) ?? (await readFrom(shelf, record));
        if (known) vectors.set(record.id, known);
        if (known && known.vectors.length === known.count * width)
          found.push({ ...known, names: namesOf(record, known) });
      }
      return found;
    },
    async preview() {
      const record = (await records('preview')).at(-1);
      return record ? { name: record.name, condition: null, open: () => shelf.open(record.id) } : null;
    },
    holds: (id) => held.get(id) ?? [],
    letGo: (id) => (id === undefined ? held.clear() : void held.delete(id)),
  };
}

/** What a model may be called by: its name on the shelf, and its file's. */
export function byName(records: readonly ModelRecord[], name: string): ModelRecord | undefined {
  const plain = (text: string): string => stemOf(text).trim().toLowerCase();
  return (
    records.find((record) => record.name === name) ??
    records.find((record) => plain(record.name) === plain(name) || plain(record.source) === plain(name))
  );
}

const stemOf = (source: string): string =>
  source.replace(/^.*[/\\]/, '').replace(/\.(safetensors|pt|bin|ckpt|pth)$/i, '');

/** The names of now: a model may have been renamed since it was read. */
function namesOf(record: ModelRecord, { names }: Embedding): readonly string[] {
  return [...new Set([record.name, stemOf(record.source), ...names.slice(1)])];
}

/** null for a file that cannot be read: words that are no words any more must not stop every picture. */
async function readFrom(shelf: Shelf, record: ModelRecord): Promise<Embedding | null> {
  try {
    const reader = await shelf.open(record.id);
    try {
      return { ...readEmbedding(reader, stemOf(record.source)), sha256: record.sha256 };
    } finally {
      reader.close();
    }
  } catch {
    return null;
  }
}
