// How strongly a LoRA acts, as the prompt says it: <lora:name:0.8>. What a slider reads and writes. Pure.

const TAG = /\s*<(?:lora|lyco):([^>:]+)(?::([^>]*))?>/gi;

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
/** What would end the tag, or its name. */
const tagName = (name: string): string => name.replaceAll(/[<>:]/g, ' ').trim();

/** The weight that the prompt gives a LoRA; 0 where it does not name it. */
export function loraWeight(prompt: string, name: string): number {
  const found = [...prompt.matchAll(TAG)].find(([, named = '']) => sameName(named, tagName(name)));
  if (!found) return 0;
  const weight = Number(found[2] ?? 1);
  return Number.isFinite(weight) ? weight : 1;
}

/** The prompt with LoRAs at its end, as A1111's tags: one weight, or the text encoder's before the UNet's. */
export function withTags(
  prompt: string,
  loras: readonly { readonly name: string; readonly weight: number; readonly textWeight?: number }[],
): string {
  const tags = loras.map(({ name, weight, textWeight }) =>
    textWeight === undefined ? `<lora:${tagName(name)}:${weight}>` : `<lora:${tagName(name)}:${textWeight}:${weight}>`,
  );
  return [prompt, ...tags].join(' ').trim();
}

/** The prompt with a LoRA at this weight: its tag changed where it stands, else added at the end; 0 takes it out. */
export function withLora(prompt: string, name: string, weight: number): string {
  const own = tagName(name);
  const tag = ` <lora:${own}:${weight}>`;
  let seen = false;
  const changed = prompt.replace(TAG, (whole, named: string) => {
    if (!sameName(named, own)) return whole;
    const first = !seen;
    seen = true;
    return first && weight !== 0 ? tag : '';
  });
  return (seen || weight === 0 ? changed : changed + tag).trim();
}
