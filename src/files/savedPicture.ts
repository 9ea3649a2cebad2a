// A finished picture as a file that tells how it was made: A1111's `parameters` for every program, our own page for us.
import { withLongText, withText } from './png.ts';
import { pngOf } from './saveFile.ts';
import type { PictureRecord } from './types.ts';

/** The keyword of the text that holds the page (share/page.ts). */
export const PAGE_KEYWORD = 'inkling';

export async function pictureFile(
  { metadata, page }: Pick<PictureRecord, 'metadata' | 'page'>,
  pixels: ImageData,
): Promise<Blob> {
  const plain = new Uint8Array(await (await pngOf(pixels)).arrayBuffer());
  const told = withText(await withLongText(plain, PAGE_KEYWORD, page), 'parameters', metadata);
  return new Blob([told], { type: 'image/png' });
}
