// More pictures of one: variations, a grid over two settings, and two pictures compared.
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { HOUSE, type Studio } from './studio.ts';

async function house(studio: Studio, steps: number): Promise<void> {
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('a red house');
  await studio.at('seed').fill('7');
  await studio.at('steps').fill(String(steps));
}

test('four variations of a picture: with other seeds, and close to it', async ({ studio }) => {
  await house(studio, 4);
  await studio.generate();
  // On the picture itself: marked, which the gallery keeps.
  await studio.at('picture-favourite').click();
  await expect(studio.at('picture-favourite')).toHaveAttribute('aria-pressed', 'true');
  for (const [menu, kind] of [
    ['picture-vary', 'picture-vary-others'],
    ['more', 'more-close'],
  ] as const) {
    await studio.at('recent').or(studio.at('facts')).first().waitFor();
    await studio.at(menu).click();
    await studio.at(kind).click();
    await expect(studio.at('cell')).toHaveCount(4);
    await studio.finished();
    await expect(studio.page.locator('[data-testid=cell][data-status=done]')).toHaveCount(4);
    await expect(studio.at('cell-label').first()).toHaveText(
      kind === 'more-close' ? /^seed \d+ · 0\.45$/ : /^seed \d+$/,
    );
    await studio.at('cell').first().click();
    await expect(studio.at('group')).toBeHidden();
    await expect(studio.at('facts')).not.toContainText('seed 7');
    await expect(studio.at('picture-favourite')).toHaveAttribute('aria-pressed', 'false');
  }
  await expect(studio.at('recent')).toHaveCount(9);
});

test('a grid over two settings says what it costs, fills in, and is saved with its labels', async ({ studio }) => {
  await house(studio, 2);
  await studio.generate();
  const two = await studio.shown('result-canvas');
  await studio.at('more').click();
  await studio.at('more-grid').click();
  await studio.at('axis-x-values').fill('2, 4, 500');
  await expect(studio.at('grid-count')).toContainText('makes no sense');
  await expect(studio.at('grid-start')).toBeDisabled();
  await studio.at('axis-x-values').fill('2, 4');
  await studio.at('axis-y').selectOption('words');
  await studio.at('axis-y-values').fill('red, blue');
  await expect(studio.at('grid-count')).toContainText(/4 pictures, about \d+ (s|min) in total/);
  expect(await serious(studio.page)).toEqual([]);
  await studio.at('grid-start').click();
  const cells = studio.at('xy-grid').getByTestId('cell');
  await expect(cells).toHaveCount(4);
  await expect(cells.first()).toHaveAttribute('data-status', 'done', { timeout: 60_000 });
  await studio.finished();
  const hidden = await studio
    .at('xy-grid')
    .evaluate(
      (grid) =>
        [...grid.querySelectorAll('*')].filter(
          (each) => each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY),
        ).length,
    );
  expect(hidden, 'all of it is in its pane').toBe(0);
  await expect(studio.page.getByRole('columnheader')).toHaveText(['Steps: 2', 'Steps: 4']);
  await expect(studio.page.getByRole('rowheader')).toHaveText(['Words: red', 'Words: blue']);
  expect(await serious(studio.page)).toEqual([]);

  const [download] = await Promise.all([studio.page.waitForEvent('download'), studio.at('grid-save').click()]);
  expect(download.suggestedFilename()).toBe('inkling-grid-steps-words.png');

  // The cell of the page's own settings is the page's own picture.
  await cells.first().click();
  await expect(studio.at('xy-grid')).toBeHidden();
  await expect.poll(() => studio.shown('result-canvas')).toBe(two);
});

test('a grid can be stopped; what is finished stays', async ({ studio }) => {
  await house(studio, 20);
  await studio.at('more').click();
  await studio.at('more-grid').click();
  await studio.at('axis-x').selectOption('seed');
  await studio.at('axis-x-values').fill('1..12');
  await studio.at('grid-start').click();
  const cells = studio.at('xy-grid').getByTestId('cell');
  await expect(cells.first()).toHaveAttribute('data-status', 'done', { timeout: 60_000 });
  await studio.at('grid-stop').click();
  await expect(studio.at('cancel')).toBeHidden();
  await expect(cells.first()).toHaveAttribute('data-status', 'done');
  await expect(cells.last()).toHaveAttribute('data-status', 'cancelled');
});

test('the slider between drawing and picture follows mouse and keyboard, and both sides can be chosen', async ({
  studio,
  page,
}) => {
  await house(studio, 2);
  await studio.generate();
  await studio.at('seed').fill('8');
  await studio.generate();
  // The seam's handle, drawn over the picture or by keys; let go of in the seam, it is back there.
  const [seam, picture] = [(await studio.at('seam').boundingBox())!, (await studio.at('result-canvas').boundingBox())!];
  const middle = seam.y + seam.height / 2;
  await page.mouse.move(seam.x + seam.width / 2, middle);
  await page.mouse.down();
  await page.mouse.move(picture.x + 0.6 * picture.width, middle, { steps: 5 });
  await expect(studio.at('seam')).toHaveAttribute('aria-valuenow', '60');
  await expect(studio.at('compare-left')).toHaveValue('drawing');
  await page.mouse.move(picture.x, middle, { steps: 5 });
  await page.mouse.up();
  await expect(studio.at('compare')).toBeHidden();
  await studio.at('seam').press('PageUp');
  await studio.at('seam').press('ArrowRight');
  await expect(studio.at('seam')).toHaveAttribute('aria-valuetext', '11 % of the left one');
  await studio.at('compare-end').click();
  await expect(studio.at('seam')).toBeFocused();
  await studio.at('compare-toggle').click();
  await expect(studio.at('compare-left')).toHaveValue('drawing');
  const slider = studio.at('compare-slider');
  await expect(slider).toHaveAttribute('aria-valuetext', '50 % of the left one');
  await slider.press('ArrowRight');
  await expect(slider).toHaveValue('51');
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.5 * box.height, { steps: 5 });
  await page.mouse.up();
  expect(Math.abs(Number(await slider.inputValue()) - 20)).toBeLessThanOrEqual(4);
  await studio.at('compare-left').selectOption({ index: 2 });
  await expect(studio.at('compare-left').locator('option:checked')).toContainText('seed 7');
  await expect(studio.at('compare-right').locator('option:checked')).toContainText('seed 8');
  expect(await serious(studio.page)).toEqual([]);
  await studio.at('compare-end').click();
  await expect(studio.at('compare')).toBeHidden();
  // Escape ends it as well, and shuts the colours.
  await studio.at('compare-toggle').click();
  await page.keyboard.press('Escape');
  await expect(studio.at('compare')).toBeHidden();
  await studio.at('colour').click();
  await expect(page.getByTestId('colours')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('colours')).toBeHidden();
});
