// A pen, or a finger, on the page's paper: the events that a browser would send.
import type { Page } from '@playwright/test';

/** One stroke through `points`, shares of the canvas. */
export async function hand(
  page: Page,
  pointerType: 'pen' | 'touch',
  pressure: number,
  points: readonly (readonly [x: number, y: number])[],
): Promise<void> {
  await page.getByTestId('draw-canvas').evaluate(
    (canvas, given) => {
      const box = canvas.getBoundingClientRect();
      // No such pointer is down, which capturing would complain of.
      canvas.setPointerCapture = () => undefined;
      const fire = (type: string, [x = 0, y = 0]: readonly number[], buttons: number) =>
        canvas.dispatchEvent(
          new PointerEvent(type, {
            pointerId: 7,
            pointerType: given.pointerType,
            isPrimary: true,
            bubbles: true,
            cancelable: true,
            button: type === 'pointermove' ? -1 : 0,
            buttons,
            pressure: given.pressure,
            clientX: box.left + x * box.width,
            clientY: box.top + y * box.height,
          }),
        );
      fire('pointerdown', given.points[0] ?? [], 1);
      for (const point of given.points.slice(1)) fire('pointermove', point, 1);
      fire('pointerup', given.points.at(-1) ?? [], 0);
    },
    { pointerType, pressure, points },
  );
}
