// A picture file from a person: decoded at a size that the page works with, and words on what was done to it.
import { AppError } from '../../workers/errors.ts';
import { type ImageHeader, readHeader } from './imageHeader.ts';
import { type Colours, decodeImage } from './pixels.ts';

/** More than any camera of today; a browser would take gigabytes for it. */
const MAX_MEGAPIXELS = 150;

export interface PictureFile {
  readonly source: ImageBitmap | HTMLImageElement;
  /** Whole sentences for the user; usually none. */
  readonly notes: readonly string[];
}

/**
 * The decoded picture, its longer side at most about `maxSide`.
 * @throws AppError 'bad-input' when there is no picture in the file, or one beyond all reason.
 */
export async function readPicture(file: Blob, maxSide: number, colours: Colours = 'shown'): Promise<PictureFile> {
  const header = readHeader(new Uint8Array(await file.arrayBuffer()));
  if (!header) return { source: await decodeImage(file, {}, colours), notes: [] };
  const { width, height } = header;
  if ((width * height) / 1e6 > MAX_MEGAPIXELS) {
    throw new AppError(
      'bad-input',
      `The picture has ${width} × ${height} pixels, more than ${MAX_MEGAPIXELS} million.`,
      'Scale it down in another program first.',
    );
  }
  const source = await decodeImage(file, resizeOf(header, maxSide), colours);
  return { source, notes: notesOf(asSeen(header, source), maxSide) };
}

/** The header's sides as the picture is seen: formats but JPEG say in other places that the camera was turned. */
function asSeen(header: ImageHeader, { width, height }: { width: number; height: number }): ImageHeader {
  const turned = header.width > header.height === width < height && header.width !== header.height && width !== height;
  return turned ? { ...header, width: header.height, height: header.width } : header;
}

/** What the user should know of a picture that is not taken as it is. Pure. */
export function notesOf({ width, height, animated }: ImageHeader, maxSide: number): readonly string[] {
  const scale = maxSide / Math.max(width, height);
  const scaled = (side: number): number => Math.max(1, Math.round(side * scale));
  return [
    ...(animated ? ['It is animated: its first frame is used.'] : []),
    ...(scale < 1 ? [`It was scaled from ${width} × ${height} to ${scaled(width)} × ${scaled(height)} pixels.`] : []),
  ];
}

/** One side only: the other follows, also where the file says that the camera was turned. */
function resizeOf({ width, height }: ImageHeader, maxSide: number): Parameters<typeof decodeImage>[1] {
  if (Math.max(width, height) <= maxSide) return {};
  // A long strip would round to nothing on its short side; it is scaled when it is drawn.
  if ((Math.min(width, height) * maxSide) / Math.max(width, height) < 1) return {};
  return { resizeQuality: 'high', ...(width >= height ? { resizeWidth: maxSide } : { resizeHeight: maxSide }) };
}
