// A comparison grid as one PNG: pictures in rows, with the value of each column above and of each row beside.

export interface GridPicture {
  readonly columns: readonly string[];
  /** Empty for a grid of one row without a name. */
  readonly rows: readonly string[];
  /** Row by row; null where there is no picture. */
  readonly cells: readonly (ImageData | null)[];
}

/** Larger canvases are refused by browsers. */
const MAX_SIDE = 12_000;
/** Small pictures are doubled until their labels can be read. */
const MIN_CELL = 256;

export async function gridPicture({ columns, rows, cells }: GridPicture): Promise<Blob> {
  const sample = cells.find((cell) => cell !== null);
  const across = columns.length;
  const down = Math.max(1, rows.length);
  const { width: w, height: h } = sample ?? { width: MIN_CELL, height: MIN_CELL };
  const wanted = Math.max(1, Math.ceil(MIN_CELL / Math.max(w, h)));
  const scale = Math.min(wanted, (MAX_SIDE - MIN_CELL) / Math.max(w * across, h * down));
  const cell = { width: w * scale, height: h * scale };
  const font = Math.max(12, Math.round(cell.width / 16));
  const gap = Math.round(font / 2);
  const head = font * 2;
  const side = rows.length > 0 ? Math.ceil(longest(rows, font)) + 2 * gap : gap;
  const canvas = new OffscreenCanvas(
    Math.ceil(side + across * (cell.width + gap)),
    Math.ceil(head + down * (cell.height + gap)),
  );
  const context = contextOf(canvas, font);
  columns.forEach((text, i) => label(context, text, side + i * (cell.width + gap), head / 2, cell.width));
  rows.forEach((text, i) => label(context, text, gap, head + i * (cell.height + gap) + cell.height / 2, side));
  for (const [i, pixels] of cells.entries()) {
    if (!pixels) continue;
    const bitmap = await createImageBitmap(pixels);
    const x = side + (i % across) * (cell.width + gap);
    const y = head + Math.floor(i / across) * (cell.height + gap);
    context.drawImage(bitmap, x, y, cell.width, cell.height);
    bitmap.close();
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

function contextOf(canvas: OffscreenCanvas, font: number): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no 2D canvas.');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  context.font = `${font}px sans-serif`;
  context.textBaseline = 'middle';
  context.imageSmoothingQuality = 'high';
  return context;
}

function label(context: OffscreenCanvasRenderingContext2D, text: string, x: number, y: number, room: number): void {
  context.fillText(text, x, y, room);
}

function longest(texts: readonly string[], font: number): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return 0;
  context.font = `${font}px sans-serif`;
  return Math.max(...texts.map((text) => context.measureText(text).width));
}
