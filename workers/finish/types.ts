// What the parts of the finish hand to each other. Types only.

/** A grey plane of coverage, 0...255. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Lines on the working grid. */
export interface LineArt {
  /** The sides of the picture in its own units. */
  readonly width: number;
  readonly height: number;
  /** How much of each cell is ink. */
  readonly ink: Plane;
  /** Units of the picture in a cell of the grid. */
  readonly unit: number;
  /** The usual width of a line, in cells. */
  readonly lineWidth: number;
  /** The lines as paths in units of the picture. */
  readonly paths: readonly InkPath[];
}

export interface InkPath {
  readonly path: string;
  /** Points along its outline, x, y in turns, in units of the picture. */
  readonly outline: Float32Array;
  /** '#rrggbb' */
  readonly colour: string;
}

/** Every cell's region, 0...count-1. */
export interface Labels {
  readonly width: number;
  readonly height: number;
  readonly data: Int32Array;
  readonly count: number;
}
