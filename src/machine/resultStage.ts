// The result on screen and its pixels: previews while it forms, then the picture, painted or clean. Knows no store and no React.

/** Paints a picture of vectors on a context of that many pixels. */
export type Painter = (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => void;

/** How long a picture takes to come out of its last preview, and a painted one to turn clean. */
const FADE_MS = 150;
/** Beyond this a canvas is larger than any screen shows. */
const MAX_SIDE = 4096;

let canvas: HTMLCanvasElement | null = null;
let picture: ImageBitmap | null = null;
let pixels: ImageData | null = null;
let preview: ImageBitmap | Painter | null = null;
/** The last preview, while the finished picture comes out of it. */
let leaving: ImageBitmap | Painter | null = null;
/** The finished picture, clean; null while it is shown as it was painted. */
let clean: Painter | null = null;
/** A clean picture is on its way. */
let awaited = false;
/** When the cross-fade began; null while there is none. */
let fadeStart: number | null = null;
/** What of the picture is pointed out: painted over it. */
let mark: Painter | null = null;
/** What painters painted in the canvas' pixels: a fade shows it often. */
const sheets = new WeakMap<Painter, OffscreenCanvas>();
/** Small canvases that show the picture in the making, and nothing else. */
const previewers = new Set<HTMLCanvasElement>();

/** Takes a canvas to show on; it is redrawn when its size changes. Returns the way to let go of it. */
export function attachResultStage(element: HTMLCanvasElement): () => void {
  canvas = element;
  const resize = (): void => {
    // Pinched or zoomed, vectors stay as sharp as the screen.
    const zoom = devicePixelRatio * Math.max(1, window.visualViewport?.scale ?? 1);
    const scale = Math.min(zoom, MAX_SIDE / Math.max(1, element.clientWidth, element.clientHeight));
    const width = Math.max(1, Math.round(element.clientWidth * scale));
    const height = Math.max(1, Math.round(element.clientHeight * scale));
    if (element.width === width && element.height === height) return;
    Object.assign(element, { width, height });
    paint();
  };
  const observer = new ResizeObserver(resize);
  observer.observe(element);
  window.addEventListener('resize', resize);
  window.visualViewport?.addEventListener('resize', resize);
  paint();
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', resize);
    window.visualViewport?.removeEventListener('resize', resize);
    if (canvas === element) canvas = null;
  };
}

/** Takes a canvas of a grid's cell whose picture is in the making. Returns the way to let go of it. */
export function attachPreviewer(element: HTMLCanvasElement): () => void {
  previewers.add(element);
  paintPreviewer(element);
  return () => previewers.delete(element);
}

/** Shows a step's preview; takes ownership of a bitmap. */
export function showPreview(next: ImageBitmap | Painter): void {
  close(preview);
  dropLeaving();
  preview = next;
  paint();
}

/** Keeps and shows a finished picture. `painter`: clean at once. `awaits`: its clean form will come by `showClean`. */
export async function showPicture(
  image: ImageData,
  { painter = null, awaits = false }: { readonly painter?: Painter | null; readonly awaits?: boolean } = {},
): Promise<void> {
  const bitmap = await createImageBitmap(image);
  picture?.close();
  picture = bitmap;
  pixels = image;
  clean = painter;
  awaited = awaits;
  mark = null;
  close(leaving);
  leaving = isStill() ? null : preview;
  if (leaving) preview = null; // not closed: it is still seen
  fadeStart = leaving ? performance.now() : null;
  dropPreview();
}

const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Shows the finished picture clean, or with null as it was painted. `fades`: one turns into the other while one watches. */
export function showClean(painter: Painter | null, { fades = false }: { readonly fades?: boolean } = {}): void {
  if (!leaving || !painter) {
    dropLeaving();
    fadeStart = painter && !clean && fades && !isStill() ? performance.now() : null;
  }
  clean = painter;
  awaited = false;
  paint();
}

/** Says that `showClean` will be called soon. */
export function awaitClean(): void {
  awaited = true;
  paint();
}

/** Points something out on the finished picture; null: nothing any more. */
export function showMark(painter: Painter | null): void {
  mark = painter;
  paint();
}

/** Back to the last finished picture, or to nothing. */
export function dropPreview(): void {
  close(preview);
  preview = null;
  paint();
}

/** The finished picture's own pixels, as the model painted them. */
export function resultPixels(): ImageData | null {
  return pixels;
}

function close(what: ImageBitmap | Painter | null): void {
  if (what instanceof ImageBitmap) what.close();
}

function dropLeaving(): void {
  close(leaving);
  leaving = null;
}

function paintPreviewer(element: HTMLCanvasElement): void {
  if (!(preview instanceof ImageBitmap)) return;
  if (element.width !== preview.width) element.width = preview.width;
  if (element.height !== preview.height) element.height = preview.height;
  element.getContext('2d')?.drawImage(preview, 0, 0);
}

function paint(): void {
  previewers.forEach(paintPreviewer);
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  const share = fadeStart === null ? 1 : Math.min(1, (performance.now() - fadeStart) / FADE_MS);
  if (share === 1) {
    fadeStart = null;
    dropLeaving();
  }
  if (preview) drawOn(context, preview);
  else if (leaving) {
    drawOn(context, leaving);
    context.globalAlpha = share;
    const next = clean ?? picture;
    if (next) drawOn(context, next);
    context.globalAlpha = 1;
  } else {
    if (picture && (!clean || share < 1)) drawOn(context, picture);
    if (clean) {
      context.globalAlpha = share;
      drawOn(context, clean);
      context.globalAlpha = 1;
      if (mark) drawOn(context, mark);
    }
  }
  // For tests and styles: 'fading' and 'awaited' change by themselves.
  canvas.dataset['finish'] = fadeStart !== null ? 'fading' : awaited ? 'awaited' : clean ? 'clean' : 'painted';
  if (fadeStart !== null) requestAnimationFrame(paint);
}

function drawOn(context: CanvasRenderingContext2D, what: ImageBitmap | Painter): void {
  const { width, height } = context.canvas;
  if (what instanceof ImageBitmap) return context.drawImage(what, 0, 0, width, height);
  let sheet = sheets.get(what);
  if (sheet?.width !== width || sheet.height !== height) {
    sheet = new OffscreenCanvas(width, height);
    const layer = sheet.getContext('2d');
    if (layer) what(layer, width, height);
    sheets.set(what, sheet);
  }
  context.drawImage(sheet, 0, 0);
}
