// A model whose files can be read. Types only.
import type { LoraFile } from '../pipeline/loras.ts';
import type { PackFiles } from '../weights/types.ts';

export interface ResolvedPack {
  readonly id: string;
  readonly files: PackFiles;
  readonly controlNets: Readonly<Record<string, PackFiles>>;
  readonly loras: readonly LoraFile[];
  /** Whether what was opened so far stays on this device; absent: nothing was fetched. */
  readonly kept?: () => boolean;
}
