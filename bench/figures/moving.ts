// (g) Main-thread work while a drawing of 1,000 strokes is moved as a whole, and when the hand lets go of it.
import type { Figure } from '../main.ts';
import { onStudio } from '../studioPage.ts';
import { scribbles, STROKES, worked } from './drawing.ts';

const FRAME_MS = 16;
const DROP_MS = 1000;

export async function moving(site: string): Promise<readonly Figure[]> {
  return onStudio(site, async ({ page }) => {
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
    const dropped = await worked(devtools, async () => {
      await page.mouse.up();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    });
    return [
      figure(
        `moving a drawing of ${STROKES} strokes, main-thread work a frame`,
        dragged.taskMs / dragged.frames,
        FRAME_MS,
      ),
      figure(`letting go of it, main-thread work`, dropped.taskMs, DROP_MS),
    ];
  });
}

function figure(what: string, ms: number, most: number): Figure {
  return { id: 'g', what, value: `${ms.toFixed(1)} ms`, bar: `<= ${most} ms`, ok: ms <= most };
}
