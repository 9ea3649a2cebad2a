// Any image that a page can hold, as opaque RGBA pixels. Touches canvas and, for URLs, the network.
import type { Pixels } from '../../workers/engine/api.ts';
import { AppError } from '../../workers/errors.ts';
import { groundOf, isLostOnWhite } from './ground.ts';
import { isCut } from './imageFile.ts';
import { formatName } from './imageHeader.ts';

/** Larger pictures are scaled down to this side: more than any model reads, within every canvas' limits. */
const MAX_SIDE = 8192;
const USE_ANOTHER = 'Use a PNG, JPEG, WebP, GIF, AVIF or SVG picture.';

/** Anything with pixels; a string is a data: or http(s): URL. */
export type ImageInput = ImageData | Blob | ImageBitmap | HTMLCanvasElement | OffscreenCanvas | string;

type Drawable = ImageBitmap | HTMLCanvasElement | OffscreenCanvas | HTMLImageElement;

/** A picture's colours as the browser shows them (its profile brought to sRGB), or the numbers that its file holds, for maps. */
export type Colours = 'shown' | 'stored';

/**
 * Pixels of any image input, alpha composited over white (over black where nothing would be seen on white).
 * @throws AppError 'bad-input' when there is no picture in it, 'download' when its URL cannot be fetched.
 */
export async function toPixels(input: ImageInput, signal?: AbortSignal, colours: Colours = 'shown'): Promise<Pixels> {
  if (isPixels(input)) return fromPixels(input);
  if (typeof input === 'string') return toPixels(await fetchImage(input, signal), signal, colours);
  if (input instanceof Blob) {
    const picture = await decodeImage(input, {}, colours);
    const pixels = drawPixels(picture);
    if (picture instanceof ImageBitmap) picture.close();
    return pixels;
  }
  if (input instanceof ImageBitmap || input instanceof HTMLCanvasElement || input instanceof OffscreenCanvas)
    return drawPixels(input);
  throw new AppError(
    'bad-input',
    'The image is of a kind that cannot be read.',
    'Give ImageData, a Blob, an ImageBitmap, a canvas or a URL.',
  );
}

/** A decoded picture of a file of any format that the browser knows; `resize` is done where it costs the page no time. */
export async function decodeImage(
  blob: Blob,
  resize: Pick<ImageBitmapOptions, 'resizeWidth' | 'resizeHeight' | 'resizeQuality'> = {},
  colours: Colours = 'shown',
): Promise<ImageBitmap | HTMLImageElement> {
  if (blob.size === 0) throw new AppError('bad-input', 'The picture file is empty.', USE_ANOTHER);
  if (isCut(new Uint8Array(await blob.arrayBuffer()))) {
    throw new AppError('bad-input', 'The picture file is cut short and cannot be read.', 'Download or copy it again.');
  }
  try {
    return await createImageBitmap(blob, {
      ...resize,
      colorSpaceConversion: colours === 'stored' ? 'none' : 'default',
      premultiplyAlpha: 'none',
    });
  } catch {
    return decodeElement(blob);
  }
}

/** SVG files are decoded by <img> only. */
async function decodeElement(blob: Blob): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    if (image.naturalWidth === 0) image.width = image.height = 512; // an SVG without a size of its own
    return image;
  } catch (error) {
    const format = formatName(new Uint8Array(await blob.slice(0, 32).arrayBuffer()));
    if (format === null) throw new AppError('bad-input', 'The picture cannot be read.', USE_ANOTHER, { cause: error });
    throw new AppError(
      'bad-input',
      `This is a picture in the format ${format}, which this browser cannot read.`,
      'Export it as a JPEG or PNG in another program first.',
      { cause: error },
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function fetchImage(url: string, signal?: AbortSignal): Promise<Blob> {
  if (!/^(data|https?|blob):/i.test(url)) {
    throw new AppError(
      'bad-input',
      'The image is text, but no data: or http(s): URL.',
      'Give the full URL of a picture.',
    );
  }
  let answer: Response;
  try {
    answer = await fetch(url, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    const what = url.startsWith('data:') ? 'The data: URL cannot be read.' : `${url} cannot be fetched.`;
    const code = url.startsWith('data:') ? 'bad-input' : 'download';
    throw new AppError(code, what, 'Check the address; its server must allow other sites to read it (CORS).', {
      cause: error,
    });
  }
  if (!answer.ok)
    throw new AppError('download', `${url} answered ${answer.status}.`, 'Check the address of the picture.');
  return answer.blob();
}

function isPixels(input: ImageInput | null): input is ImageData {
  return typeof input === 'object' && input !== null && 'data' in input && 'width' in input;
}

function fromPixels({ width, height, data }: Pixels): Pixels {
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!whole || data.length !== 4 * width * height) {
    throw new AppError(
      'bad-input',
      `Pixels of ${width} x ${height} with ${data.length} bytes are no picture.`,
      'Give 4 bytes (RGBA) for each pixel.',
    );
  }
  if (Math.max(width, height) <= MAX_SIDE) return { width, height, data: overWhite(data) };
  const canvas = new OffscreenCanvas(width, height);
  context2d(canvas).putImageData(new ImageData(overWhite(data), width, height), 0, 0);
  return drawPixels(canvas);
}

/** A decoded picture's pixels over white, or over black where nothing would be seen on it, scaled down to `maxSide`. */
export function drawPixels(source: Drawable, maxSide = MAX_SIDE): Pixels {
  const [w, h] = sizeOf(source);
  if (w === 0 || h === 0)
    throw new AppError('bad-input', `The picture is ${w} x ${h} pixels.`, 'Give a picture that has pixels.');
  const scale = Math.min(1, maxSide / Math.max(w, h));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(w * scale)), Math.max(1, Math.round(h * scale)));
  const context = context2d(canvas);
  context.fillStyle = groundOf(source, w, h);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width, height, data };
}

export function sizeOf(source: Drawable): readonly [width: number, height: number] {
  if (source instanceof HTMLImageElement)
    return [source.naturalWidth || source.width, source.naturalHeight || source.height];
  return [source.width, source.height];
}

/** A copy with alpha composited over white, or over black where nothing would be seen on white. */
export function overWhite(data: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(data);
  const ground = isLostOnWhite(data) ? 0 : 255;
  for (let i = 0; i < out.length; i += 4) {
    const alpha = (out[i + 3] ?? 255) / 255;
    if (alpha === 1) continue;
    for (let c = i; c < i + 3; c++) out[c] = Math.round((out[c] ?? 0) * alpha + ground * (1 - alpha));
    out[i + 3] = 255;
  }
  return out;
}

function context2d(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context)
    throw new AppError(
      'unsupported',
      'This browser gave no 2D canvas.',
      'Use a current Chrome, Edge, Firefox or Safari.',
    );
  return context;
}
