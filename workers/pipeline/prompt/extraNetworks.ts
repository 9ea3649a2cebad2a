// A1111's extra networks in a prompt: <lora:name:0.8>, <lora:name:te:unet>. Pure.
import type { LoraUse } from '../job.ts';

const TAG = /<(\w+):([^>]+)>/g;
/** LyCORIS' own tag means the same since A1111 reads its files itself. */
const LORAS = /^(lora|lyco)$/i;

export interface ExtraNetworks {
  /** Without the tags. */
  readonly prompt: string;
  readonly loras: readonly LoraUse[];
  /** Tags of other kinds, and of LoRAs without a number where one belongs: by their text. */
  readonly others: readonly string[];
}

/** `<lora:name>` means 1; one number is for both, two are for the text encoder and the UNet, `te=` and `unet=` say which. */
export function extraNetworks(text: string): ExtraNetworks {
  const loras: LoraUse[] = [];
  const others: string[] = [];
  const prompt = text.replace(TAG, (tag, kind: string, rest: string) => {
    const use = LORAS.test(kind) ? loraUse(rest) : null;
    if (use) loras.push(use);
    else if (/^(lora|lyco|hypernet)$/i.test(kind)) others.push(tag);
    else return tag;
    return '';
  });
  return { prompt, loras, others };
}

function loraUse(rest: string): LoraUse | null {
  const [name = '', ...args] = rest.split(':');
  const named = new Map(args.filter((arg) => arg.includes('=')).map((arg) => arg.split('=', 2) as [string, string]));
  const [first = '1', second] = args.filter((arg) => !arg.includes('='));
  const textWeight = numberOf(named.get('te') ?? first);
  const weight = numberOf(named.get('unet') ?? second ?? named.get('te') ?? first);
  if (name.trim() === '' || Number.isNaN(weight) || Number.isNaN(textWeight)) return null;
  return { name: name.trim(), weight, textWeight };
}

/** NaN for what is no finite number. */
function numberOf(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : NaN;
}
