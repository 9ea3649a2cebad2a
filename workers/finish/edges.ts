// The borders of a label map as a graph: each border between two regions is there once, and both use it. Pure.
import type { Labels } from './types.ts';

/** What lies around the picture. */
export const OUTSIDE = -1;

/** A border between two regions, along the corners of cells. */
export interface Edge {
  readonly left: number;
  readonly right: number;
  /** x, y, x, y ... in cells; a loop's last corner is its first. */
  readonly points: Int32Array;
  readonly closed: boolean;
  /** Names of the corners where it begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** Right, down, left, up. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** All borders; where more than two meet, and at the picture's four corners, they end. */
export function edgesOf(labels: Labels): readonly Edge[] {
  const grid = new Corners(labels);
  const edges: Edge[] = [];
  for (const node of grid.nodes()) {
    for (let way = 0; way < 4; way++) if (grid.open(node, way)) edges.push(grid.follow(node, way));
  }
  for (const corner of grid.loops()) {
    const way = [0, 1, 2, 3].find((each) => grid.open(corner, each));
    if (way !== undefined) edges.push(grid.follow(corner, way));
  }
  return edges;
}

class Corners {
  private readonly labels: Labels;
  private readonly stride: number;
  private readonly rows: number;
  /** Of each corner: bits 0...3 for the ways that a border leads and was not taken yet. */
  private readonly ways: Uint8Array;
  private readonly isNode: Uint8Array;

  constructor(labels: Labels) {
    this.labels = labels;
    this.stride = labels.width + 1;
    this.rows = labels.height + 1;
    this.ways = new Uint8Array(this.stride * this.rows);
    this.isNode = new Uint8Array(this.ways.length);
    const { width, height } = labels;
    for (let y = 0; y <= height; y++) {
      for (let x = 0; x <= width; x++) {
        const [a, b, c, d] = [this.at(x - 1, y - 1), this.at(x, y - 1), this.at(x - 1, y), this.at(x, y)];
        if (a === b && c === d && a === c) continue;
        const ways = Number(b !== d) | (Number(c !== d) << 1) | (Number(a !== c) << 2) | (Number(a !== b) << 3);
        const at = y * this.stride + x;
        this.ways[at] = ways;
        const rim = (x === 0 || x === width) && (y === 0 || y === height);
        this.isNode[at] = Number(rim || (ways & 1) + ((ways >> 1) & 1) + ((ways >> 2) & 1) + (ways >> 3) > 2);
      }
    }
  }

  *nodes(): Generator<number> {
    for (let i = 0; i < this.isNode.length; i++) if (this.isNode[i]) yield i;
  }

  /** Corners of what is left once all borders between nodes are taken. */
  *loops(): Generator<number> {
    for (let i = 0; i < this.ways.length; i++) if (this.ways[i]) yield i;
  }

  open(corner: number, way: number): boolean {
    return ((this.ways[corner] >> way) & 1) === 1;
  }

  /** Takes the border that leaves a corner. */
  follow(start: number, firstWay: number): Edge {
    const points = [start % this.stride, Math.floor(start / this.stride)];
    const { left, right } = this.beside(start, firstWay);
    let at = start;
    let way = firstWay;
    for (;;) {
      const next = at + STEPS[way][0] + STEPS[way][1] * this.stride;
      this.ways[at] &= ~(1 << way);
      this.ways[next] &= ~(1 << (way ^ 2));
      points.push(next % this.stride, Math.floor(next / this.stride));
      at = next;
      if (this.isNode[at] || at === start) break;
      way = [0, 1, 2, 3].find((each) => this.open(at, each)) ?? way;
    }
    const closed = at === start && !this.isNode[at];
    return { left, right, points: Int32Array.from(points), closed, from: start, to: at };
  }

  /** The regions beside the first step from a corner, seen in its direction with y down. */
  private beside(corner: number, way: number): { left: number; right: number } {
    const [x, y] = [corner % this.stride, Math.floor(corner / this.stride)];
    const [a, b, c, d] = [this.at(x - 1, y - 1), this.at(x, y - 1), this.at(x - 1, y), this.at(x, y)];
    const sides = [
      [b, d],
      [d, c],
      [c, a],
      [a, b],
    ][way];
    return { left: sides[0], right: sides[1] };
  }

  private at(x: number, y: number): number {
    const { width, height, data } = this.labels;
    return x < 0 || y < 0 || x >= width || y >= height ? OUTSIDE : data[y * width + x];
  }
}
