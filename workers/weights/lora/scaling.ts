// What alpha comes to where no tensor says it: `lora_adapter_metadata` of a file's `__metadata__`, as diffusers writes it. Pure.
import { barePath } from './names.ts';

/** alpha of a layer, and whether it is divided by the rank's root (rsLoRA); undefined where the metadata says nothing. */
export type Alphas = (
  component: string,
  path: string,
) => { readonly alpha: number; readonly root: boolean } | undefined;

/**
 * peft's LoraConfig of each component (`unet.lora_alpha`, `text_encoder.alpha_pattern` ...), or one for all where the keys
 * have no component. Metadata that is malformed says nothing, as in diffusers' own files before it had any.
 */
export function metadataAlphas(metadata: Readonly<Record<string, string>> | undefined): Alphas {
  const config = parse(metadata?.['lora_adapter_metadata']);
  return (component, path) => {
    const value = (key: string): unknown => config[`${component}.${key}`] ?? config[key];
    const pattern = Object.entries(record(value('alpha_pattern'))).find(([key]) => isOf(key, barePath(path)));
    const alpha = pattern?.[1] ?? value('lora_alpha');
    return typeof alpha === 'number' && Number.isFinite(alpha)
      ? { alpha, root: value('use_rslora') === true }
      : undefined;
  };
}

/** peft takes the last parts of a path as a regular expression; here they are taken as they stand, `^` and dots included. */
function isOf(pattern: string, path: string): boolean {
  const plain = pattern.replace(/^\^/, '').replaceAll('\\.', '.');
  return pattern.startsWith('^') ? path === plain : path === plain || path.endsWith(`.${plain}`);
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(text ?? ''));
  } catch {
    return {};
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
