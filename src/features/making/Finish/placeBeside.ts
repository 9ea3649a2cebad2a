// Where the panel of colours lies: beside the region that it is about, whole in the window.

const GAP = 20;
const MARGIN = 8;
/** Narrower windows have the panel at their foot. */
const NARROW = 560;

/** Places the panel beside a point of the result, in shares of its sides. */
export function placeBeside(panel: HTMLElement, [x, y]: readonly [number, number]): void {
  const stage = document.querySelector('[data-testid=result-canvas]')?.getBoundingClientRect();
  const narrow = innerWidth < NARROW;
  panel.toggleAttribute('data-foot', narrow);
  if (!stage || narrow) return panel.removeAttribute('style');
  const { offsetWidth: width, offsetHeight: height } = panel;
  const point = { x: stage.left + x * stage.width, y: stage.top + y * stage.height };
  // Over the paper or beside the picture rather than over the picture itself, of which one wants to see the change.
  const beside = [stage.left - GAP - width, stage.right + GAP, point.x + GAP, point.x - GAP - width];
  const left = beside.find((at) => at >= MARGIN && at + width + MARGIN <= innerWidth) ?? MARGIN;
  const top = point.y - height / 2;
  const within = (at: number, room: number): number => Math.max(MARGIN, Math.min(room - MARGIN, at));
  panel.style.left = `${within(left, innerWidth - width)}px`;
  panel.style.top = `${within(top, innerHeight - height)}px`;
}
