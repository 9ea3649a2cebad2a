// All that a language has to bring. Types only.
import type { Catalog } from './en/index.ts';
import type { Machine } from './machine/dictionary.ts';

export interface Words {
  readonly catalog: Catalog;
  /** For what workers say. */
  readonly machine: Machine;
}
