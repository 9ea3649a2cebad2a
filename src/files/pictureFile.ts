// A picture file from a person: decoded at a size that the page works with, and words on what was done to it.
import { AppError } from '../../workers/errors.ts';
import { type ImageHeader, readHeader } from './imageHeader.ts';
import { type Colours, decodeImage } from './pixels.ts';

/** More than any camera of today; a browser would take gigabytes for it. */
const MAX_MEGAPIXELS = 150;

type Sides = Pick<ImageHeader, 'width' | 'height'>;

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
  const resize = resizeOf(header, maxSide);
  const first = await decodeImage(file, resize, colours);
  const seen = asSeen(header, first);
  const exact = resize?.resizeQuality ? exactSides(first, scaledTo(seen, maxSide)) : null;
  const notes = notesOf(seen, maxSide);
  if (!exact || !(first instanceof ImageBitmap)) return { source: first, notes };
  first.close();
  return { source: await decodeImage(file, { ...resize, ...exact }, colours), notes };
}

/**
 * Both sides, where a browser that was given one of them made other ones: it rounds the other side up, and may lay the one
 * on what it turns afterwards. Which side is which is known from what it made. Null where they are right, or where the
 * picture has other proportions than its header says, so that the browser knows more than we do. Pure.
 */
export function exactSides(
  made: Sides,
  { width, height }: Sides,
): { readonly resizeWidth: number; readonly resizeHeight: number } | null {
  if (made.width === width && made.height === height) return null;
  if (Math.abs((made.width * height) / width - made.height) > 2) return null;
  return { resizeWidth: width, resizeHeight: height };
}

/** The header's sides as the picture is seen: formats but JPEG say in other places that the camera was turned. */
function asSeen(header: ImageHeader, { width, height }: Sides): ImageHeader {
  const turned = header.width > header.height === width < height && header.width !== header.height && width !== height;
  return turned ? { ...header, width: header.height, height: header.width } : header;
}

/** What the user should know of a picture that is not taken as it is. Pure. */
export function notesOf({ width, height, animated }: ImageHeader, maxSide: number): readonly string[] {
  const to = scaledTo({ width, height }, maxSide);
  return [
    ...(animated ? ['It is animated: its first frame is used.'] : []),
    ...(to.width === width && to.height === height
      ? []
      : [`It was scaled from ${width} × ${height} to ${to.width} × ${to.height} pixels.`]),
  ];
}

/** The sides scaled down to `maxSide`, each at least one pixel. Pure. */
function scaledTo({ width, height }: Sides, maxSide: number): Sides {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  const scaled = (side: number): number => Math.max(1, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}

/** One side only: the other follows, also where the file says that the camera was turned. */
function resizeOf({ width, height }: ImageHeader, maxSide: number): Parameters<typeof decodeImage>[1] {
  if (Math.max(width, height) <= maxSide) return {};
  // A long strip would round to nothing on its short side; it is scaled when it is drawn.
  if ((Math.min(width, height) * maxSide) / Math.max(width, height) < 1) return {};
  return { resizeQuality: 'high', ...(width >= height ? { resizeWidth: maxSide } : { resizeHeight: maxSide }) };
}
