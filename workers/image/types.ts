// The two forms of a picture in memory. Types only, so that a door may name them.

export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Interleaved RGB bytes, 3 * width * height. */
export interface Rgb {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One number a pixel. */
export interface FloatPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array<ArrayBuffer>;
}
