// Where the system forces its colours (Windows' contrast themes): nothing is told by a colour that is gone.
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.use({ engine: false });

test('in forced colours one sees what is chosen, switched on and coloured', async ({ studio, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const style = (selector: string, property: string, pseudo?: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, [property, pseudo]) => getComputedStyle(element, pseudo).getPropertyValue(property), [
        property,
        pseudo,
      ] as const);
  const chosen = await style('[data-testid="tool-pen"]', 'background-color');
  expect(chosen).not.toBe(await style('[data-testid="tool-line"]', 'background-color'));
  expect(await style('[data-testid="tool-pen"]', 'color')).not.toBe(chosen);

  await studio.at('colour').click();
  expect(await style('[data-testid="colour-red"]', 'background-color', '::before')).toBe('rgb(229, 56, 59)');
  await page.getByTestId('colour-red').click();
  expect(await style('[data-testid="colour"]', 'background-color', '::before')).toBe('rgb(229, 56, 59)');

  // The drawing keeps its own colours: the picture is made from them.
  await studio.draw([
    [0.2, 0.5],
    [0.8, 0.5],
  ]);
  const line = await studio
    .at('draw-paper')
    .evaluate((canvas: HTMLCanvasElement) => [
      ...canvas.getContext('2d')!.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data,
    ]);
  expect(line.slice(0, 3)).toEqual([229, 56, 59]);

  const track = '[data-testid="live"] > :first-child';
  const off = await style(track, 'background-color');
  await studio.at('live').click();
  await expect(studio.at('live')).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => style(track, 'background-color')).not.toBe(off);
  expect(await serious(page)).toEqual([]);
});
