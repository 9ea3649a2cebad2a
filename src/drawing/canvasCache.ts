// Canvases that can be made again, as many as fit in a number of bytes; the one that was used longest ago goes first. Pure.

interface Sized {
  readonly width: number;
  readonly height: number;
}

export class CanvasCache<Canvas extends Sized = OffscreenCanvas> {
  private readonly limit: number;
  /** By key, the one used longest ago first. */
  private readonly canvases = new Map<string, { readonly id: string; readonly canvas: Canvas }>();
  private held = 0;

  /** @param limit bytes; a single canvas may be larger */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.held;
  }

  /** What is kept as `what` of `id`, else what `make` makes. */
  get(id: string, what: string, make: () => Canvas): Canvas {
    const key = `${id} ${what}`;
    const canvas = this.canvases.get(key)?.canvas ?? make();
    this.drop(key);
    this.canvases.set(key, { id, canvas });
    this.held += bytesOf(canvas);
    for (const other of this.canvases.keys()) {
      if (this.held <= this.limit || other === key) break;
      this.drop(other);
    }
    return canvas;
  }

  /** Lets go of all that was made of `id`. */
  forget(id: string): void {
    for (const [key, kept] of this.canvases) if (kept.id === id) this.drop(key);
  }

  private drop(key: string): void {
    const kept = this.canvases.get(key);
    if (!kept) return;
    this.canvases.delete(key);
    this.held -= bytesOf(kept.canvas);
  }
}

const bytesOf = ({ width, height }: Sized): number => 4 * width * height;
