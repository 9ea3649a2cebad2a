// Quantised weights, told by their tensors' names and types before anything of them is read: what there is of it in the field. Pure.
import { AppError } from '../errors.ts';
import type { Tensors } from './types.ts';

/** Names that only quantised files have, the surest first, and what to call them. */
const FORMS: readonly (readonly [sign: RegExp, how: string])[] = [
  // ComfyUI writes down for each layer how it is stored.
  [/\.comfy_quant$/, 'ComfyUI, integers or 8-bit floats with scales'],
  [/\.weight\.(absmax|quant_map|nested_absmax|quant_state\.)/, 'bitsandbytes, 4 bits'],
  [/\.(SCB|weight_format)$/, 'bitsandbytes, 8 bits'],
  [/\.(qweight|qzeros|wscales|smooth_factor)$/, 'GPTQ, AWQ or SVDQuant'],
  [/\.weight\.?_(data|qdata|packed|scale_and_zero)$/, 'packed integers'],
  [/(^|\.)scaled_fp8$|\.(scale_weight|weight_scale(_inv|_2)?)$/, '8 bits with scales'],
  [/\.weight_(zero_point|scales?)$|_quantized$/, 'integers with scales'],
];
/** Weights of these types are no numbers that a layer could be computed with. */
const INTEGERS = /^(I8|U8|I16|I32)$/;

/** How the tensors are quantised, for a sentence; null where they are not. */
export function quantisedAs(tensors: Tensors): string | null {
  const names = tensors.keys();
  const form = FORMS.find(([sign]) => names.some((name) => sign.test(name)));
  if (form) return form[1];
  const integers = names.some((name) => name.endsWith('.weight') && INTEGERS.test(tensors.info(name)?.dtype ?? ''));
  return integers ? 'integers' : null;
}

/** @throws AppError `unsupported` naming the file and how it is quantised */
export function refuseQuantised(tensors: Tensors, file: string): void {
  const how = quantisedAs(tensors);
  if (how !== null) throw quantised(file, how);
}

/** The same where a component's `config.json` says so (diffusers' `quantization_config`). */
export function refuseQuantisedConfig(config: Readonly<Record<string, unknown>>, file: string): void {
  const said = config['quantization_config'];
  if (typeof said !== 'object' || said === null) return;
  const method = (said as Readonly<Record<string, unknown>>)['quant_method'];
  throw quantised(file, typeof method === 'string' ? method.slice(0, 40) : 'quantization_config');
}

function quantised(file: string, how: string): AppError {
  return new AppError(
    'unsupported',
    `${file}: the weights are quantised (${how}), which cannot be read here.`,
    'Use the fp16 or fp32 version of the model in .safetensors.',
  );
}
