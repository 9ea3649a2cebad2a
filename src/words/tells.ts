// Whether a text may hold another program's settings; plain words need no reader loaded. Pure.

export function mayTellSettings(text: string): boolean {
  return /\bSteps:|Negative prompt:|^\s*\{/.test(text);
}
