// What the catalogue says of a model that can be had. Types only.
import type { ModelKind, SamplerName } from '../../workers/engine/api.ts';

export interface CatalogueEntry {
  /** Its own, for ever. */
  readonly id: string;
  readonly kind: ModelKind;
  /** What it is called on this device, in requests and prompts. */
  readonly name: string;
  /** `unknown`: for both. */
  readonly family: 'sd1' | 'sd2' | 'unknown';
  /** What a net wants to see, in sd-webui's words. */
  readonly condition?: string;
  /** `owner/name/path/to/file` of the hub, or `owner/name@revision/...`. */
  readonly source: string;
  /** Of the file; a Control-LoRA's, an adapter's, Hyper-SD's and TAESD's are rounded. */
  readonly bytes: number;
  /** Of the file, lower-case hex. Without it the hub is asked for it before the download. */
  readonly sha256?: string;
  readonly licence: { readonly name: string; readonly url: string };
  /** What a whole model answers with, where its file does not say. */
  readonly prediction?: 'v_prediction';
  /** What graphics memory a whole model wants in 16 bits at its own size, in bytes: weights and one step. */
  readonly memoryBytes?: number;
  /** The settings that a LoRA for few steps is made for. */
  readonly fast?: { readonly sampler: SamplerName; readonly steps: number; readonly guidanceScale: number };
}
