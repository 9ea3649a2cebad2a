// What the keys mean on a joint or a handle. Pure.

export interface Nudge {
  readonly dx: number;
  readonly dy: number;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A move by 1 px, with Shift by 10; null for any other key. */
export function arrowOf({ key, shiftKey }: { key: string; shiftKey: boolean }): Nudge | null {
  const [dx, dy] = ARROWS[key] ?? [];
  if (dx === undefined || dy === undefined) return null;
  const step = shiftKey ? 10 : 1;
  return { dx: dx * step, dy: dy * step };
}

/** Right and down make larger, left and up smaller: by 1 %, with Shift by 10 %. */
export function scaleOf(nudge: Nudge): number {
  return 1 + (nudge.dx + nudge.dy) / 100;
}
