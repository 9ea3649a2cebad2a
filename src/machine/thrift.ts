// Whether the browser was told to spare data: then nothing large is fetched before somebody wants a picture.

interface Sparing {
  /** https://wicg.github.io/savedata/ ; Chromium's only. */
  readonly connection?: { readonly saveData?: boolean };
}

export function savesData(): boolean {
  return (navigator as Sparing).connection?.saveData === true;
}
