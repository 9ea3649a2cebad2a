// (g) Main-thread work while a drawing of 1,000 strokes is moved as a whole; the longest task when the hand lets go of it, and
// when the view is zoomed.
import type { Page } from '@playwright/test';
import { circle } from '../../e2e/studio.ts';
import type { Figure } from '../main.ts';
import { onStudio } from '../studioPage.ts';
import { scribbles, STROKES, worked } from './drawing.ts';
import { amount } from '../short.ts';

const FRAME_MS = 16;
const TASK_MS = 50;
/** By then all is painted anew. */
const SETTLED_MS = amount(3000, 100);

export async function moving(site: string): Promise<readonly Figure[]> {
  return onStudio(site, async (studio) => {
    const { page } = studio;
    await page.evaluate(`inkling.share.open(${JSON.stringify(scribbles())})`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await page.keyboard.press('v');
    await page.getByTestId('move-handles').waitFor();
    const box = await page.getByTestId('draw-canvas').boundingBox();
    if (!box) throw new Error('the drawing canvas is not on the page');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 5, y + 5);
    const dragged = await worked(devtools, () => page.mouse.move(x + 120, y + 80, { steps: 60 }));
    const dropped = await longest(page, () => page.mouse.up());
    const zoomed = await longest(page, () => page.keyboard.press('+'));
    await studio.at('control-panel').locator('summary').click();
    await page.getByTestId('unit-preview').first().waitFor();
    await page.keyboard.press('b');
    const drawn = await longest(page, () => studio.draw(circle(0.5, 0.5, 0.2, 30)));
    return [
      figure(
        `moving a drawing of ${STROKES} strokes, main-thread work a frame`,
        dragged.taskMs / dragged.frames,
        FRAME_MS,
      ),
      figure('letting go of it, longest main-thread task', dropped, TASK_MS),
      figure(`zooming a drawing of ${STROKES} strokes, longest main-thread task`, zoomed, TASK_MS),
      figure(`a stroke on ${STROKES} with the control preview open, longest main-thread task`, drawn, TASK_MS),
    ];
  });
}

/** Milliseconds of the longest task that `act` leads to, until all is painted; 0: none over 50 ms. */
async function longest(page: Page, act: () => Promise<unknown>): Promise<number> {
  const seen = await page.evaluateHandle(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    return tasks;
  });
  await act();
  await page.waitForTimeout(SETTLED_MS);
  return seen.evaluate((tasks) => Math.max(0, ...tasks));
}

function figure(what: string, ms: number, most: number): Figure {
  return {
    id: 'g',
    what,
    value: ms === 0 ? 'none over 50 ms' : `${ms.toFixed(1)} ms`,
    bar: `<= ${most} ms`,
    ok: ms <= most,
  };
}
