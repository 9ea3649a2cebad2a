// All texts that a picture file carries, wherever it carries them: PNG chunks, EXIF, XMP, comments, alpha bits.
import { columnsOfHead, startsStealthy, stealthOf } from './stealth.ts';
import type { FileText } from './fileText.ts';
import { isPng, readTexts } from './png.ts';
import { through } from './streams.ts';

/** More than any picture that somebody drops on a page; reading it would fill the tab. */
const MAX_FILE_BYTES = 256 * 2 ** 20;
const MAX_TEXT_BYTES = 8 * 2 ** 20;
/** PNG's kinds of pixels that have an alpha channel, or three colours. */
const WITH_BITS = [2, 4, 6];

/** The texts of PNG chunks, EXIF, XMP and comments, in this order. Never throws. */
export async function pictureTexts(file: Blob): Promise<readonly FileText[]> {
  if (file.size > MAX_FILE_BYTES || file.size === 0) return [];
  const bytes = new Uint8Array(await file.arrayBuffer());
  const chunks = await readTexts(file).catch(() => new Map<string, string>());
  const texts = [...chunks].map(([key, text]): FileText => ({ key, text }));
  const { exifTexts } = await import('./exifTexts.ts');
  texts.push(...exifTexts(bytes));
  return texts;
}

/** Text in the lowest bits of a PNG's alpha or colours. Decodes the picture, so that it is for files whose texts tell nothing. Never throws. */
export async function hiddenTexts(file: Blob): Promise<readonly FileText[]> {
  const start = new Uint8Array(await file.slice(0, 33).arrayBuffer());
  if (!isPng(start) || !WITH_BITS.includes(start[25] ?? 0) || typeof createImageBitmap !== 'function') return [];
  try {
    const picture = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
    const { width, height } = picture;
    const columns = (count: number): ImageData => {
      const canvas = new OffscreenCanvas(Math.min(count, width), height);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      context.drawImage(picture, 0, 0);
      return context.getImageData(0, 0, canvas.width, height);
    };
    const head = columns(columnsOfHead(height));
    if (!startsStealthy(head.data, head.width, height)) return [];
    const whole = columns(width);
    picture.close();
    return await stealthTexts(whole);
  } catch {
    return [];
  }
}

/** The text of pixels that have one. */
export async function stealthTexts({
  data,
  width,
  height,
}: Pick<ImageData, 'data' | 'width' | 'height'>): Promise<readonly FileText[]> {
  const found = stealthOf(data, width, height);
  if (!found) return [];
  const bytes =
    found.kind === 'plain' ? found.bytes : await through(found.bytes, new DecompressionStream('gzip'), MAX_TEXT_BYTES);
  return [{ key: 'parameters', text: new TextDecoder().decode(bytes) }];
}
