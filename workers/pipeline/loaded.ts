// A pack that is ready to use: its parsed files, the runtime, the sessions made so far, the words read last.
import type { Target } from '../onnx/graph.ts';
import type { Runtime } from '../runtime/types.ts';
import type { FindLora } from './loras.ts';
import type { Pack } from './pack.ts';
import type { Embedding } from './prompt/embeddings.ts';
import { Sessions } from './sessions.ts';
import { LastStart } from './startImage.ts';
import { LastWords } from './words.ts';

export interface Loaded {
  readonly pack: Pack;
  readonly runtime: Runtime;
  readonly target: Target;
  readonly sessions: Sessions;
  readonly words: LastWords;
  readonly start: LastStart;
  /** The same of what an inpainting model sees of the picture. */
  readonly masked: LastStart;
  /** LoRAs that the pack did not bring. */
  readonly findLora: FindLora;
  /** Words that are vectors of this pack's text encoder. */
  readonly embeddings: () => Promise<readonly Embedding[]>;
}

/** What lies beside the packs, for all of them. */
export interface Library {
  readonly findLora: FindLora;
  /** Those as wide as a text encoder of `width`. */
  readonly embeddings: (width: number) => Promise<readonly Embedding[]>;
}

const EMPTY: Library = { findLora: () => Promise.resolve(null), embeddings: () => Promise.resolve([]) };

/** `pack` with nothing opened yet. */
export function readied(
  pack: Pack,
  { runtime, target }: Pick<Loaded, 'runtime' | 'target'>,
  library: Library = EMPTY,
): Loaded {
  const width = pack.clip.hidden_size;
  return {
    pack,
    runtime,
    target,
    sessions: new Sessions(runtime, pack.weights),
    words: new LastWords(),
    start: new LastStart(),
    masked: new LastStart(),
    findLora: library.findLora,
    embeddings: async () => [...pack.weights.embeddings(width), ...(await library.embeddings(width))],
  };
}

/** Gives the device's memory back; the next picture takes it again. */
export async function pauseSessions({ sessions, words, start, masked }: Loaded): Promise<void> {
  words.forget();
  start.forget();
  masked.forget();
  await sessions.releaseAll();
}

/** Gives the device's memory back and closes the files. */
export async function unload(loaded: Loaded): Promise<void> {
  await pauseSessions(loaded);
  loaded.pack.weights.close();
}
