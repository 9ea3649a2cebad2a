// Pixels as PNG files and back, to the bit; and small pictures of large ones.

const THUMB_SIDE = 256;

export async function blobOf(pixels: ImageData | null | undefined): Promise<Blob | null> {
  if (!pixels) return null;
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  context2d(canvas).putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** @throws InvalidStateError when the file holds no picture */
export async function decoded(file: Blob): Promise<ImageBitmap> {
  return createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
}

/** @throws InvalidStateError when the file holds no picture */
export async function pixelsOf(file: Blob): Promise<ImageData> {
  const bitmap = await decoded(file);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = context2d(canvas);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** A small picture for lists. @throws InvalidStateError when the file holds no picture */
export async function thumbOf(source: Blob | ImageData): Promise<Blob> {
  const { width, height } = source instanceof ImageData ? source : await sizeOf(source);
  const scale = Math.min(1, THUMB_SIDE / Math.max(width, height));
  const bitmap = await createImageBitmap(source, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  context2d(canvas).drawImage(bitmap, 0, 0);
  bitmap.close();
  const thumb = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
  // WebKit writes no WebP and gives a PNG, which is several times as large.
  return thumb.type === 'image/webp' ? thumb : canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}

async function sizeOf(file: Blob): Promise<{ readonly width: number; readonly height: number }> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

function context2d(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}
