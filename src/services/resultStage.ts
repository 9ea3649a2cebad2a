// The result on screen and its pixels: previews while it forms, then the picture. Knows no store and no React.

let canvas: HTMLCanvasElement | null = null;
let picture: ImageBitmap | null = null;
let pixels: ImageData | null = null;
let preview: ImageBitmap | null = null;
/** Small canvases that show the picture in the making, and nothing else. */
const previewers = new Set<HTMLCanvasElement>();

/** Takes a canvas to show on; it is redrawn when its size changes. Returns the way to let go of it. */
export function attachResultStage(element: HTMLCanvasElement): () => void {
  canvas = element;
  const observer = new ResizeObserver(() => {
    element.width = Math.max(1, Math.round(element.clientWidth * devicePixelRatio));
    element.height = Math.max(1, Math.round(element.clientHeight * devicePixelRatio));
    paint();
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    if (canvas === element) canvas = null;
  };
}

/** Takes a canvas of a grid's cell whose picture is in the making. Returns the way to let go of it. */
export function attachPreviewer(element: HTMLCanvasElement): () => void {
  previewers.add(element);
  paintPreviewer(element);
  return () => previewers.delete(element);
}

/** Shows a step's preview; takes ownership of the bitmap. */
export function showPreview(bitmap: ImageBitmap): void {
  preview?.close();
  preview = bitmap;
  paint();
}

/** Keeps and shows a finished picture. */
export async function showPicture(image: ImageData): Promise<void> {
  const bitmap = await createImageBitmap(image);
  picture?.close();
  picture = bitmap;
  pixels = image;
  dropPreview();
}

/** Back to the last finished picture, or to nothing. */
export function dropPreview(): void {
  preview?.close();
  preview = null;
  paint();
}

/** The finished picture's own pixels. */
export function resultPixels(): ImageData | null {
  return pixels;
}

function paintPreviewer(element: HTMLCanvasElement): void {
  if (!preview) return;
  if (element.width !== preview.width) element.width = preview.width;
  if (element.height !== preview.height) element.height = preview.height;
  element.getContext('2d')?.drawImage(preview, 0, 0);
}

function paint(): void {
  previewers.forEach(paintPreviewer);
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  const shown = preview ?? picture;
  if (!shown) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(shown, 0, 0, canvas.width, canvas.height);
}
