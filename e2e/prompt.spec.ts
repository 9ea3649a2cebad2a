// The words under the hand: what comes to them from elsewhere, what keys do in them, and that nothing typed is ever lost.
import { by } from './gallery.ts';
import { expect, test } from './fixtures.ts';

// Wide enough for examples beside the inspector.
test.use({ engine: false, viewport: { width: 1600, height: 900 } });

test('words are added to, weighed, pasted and offered; each can be taken back', async ({ studio, page }) => {
  const prompt = studio.at('prompt');
  // The chips are the model's own from the first paint: nothing of it has loaded here.
  const chips = by(studio, 'chip');
  await expect(chips).toHaveText([/apple/, /cat/, /car/, /tree/, /heart/]);
  await expect(studio.at('control-weight')).toHaveValue('0.8');

  // One example gives way to another, typed words never do.
  await chips.nth(0).click();
  await chips.nth(1).click();
  await expect(prompt).toHaveValue('yellow cat face, emoji style');
  await prompt.fill('my dog');
  await chips.nth(2).click();
  await expect(prompt).toHaveValue('my dog, blue car, cartoon style');
  await expect(chips.nth(2)).toHaveAttribute('aria-pressed', 'true');
  await by(studio, 'notice-action').click();
  await expect(prompt).toHaveValue('my dog');
  await chips.nth(2).click();
  await expect(prompt).toHaveValue('my dog, blue car, cartoon style');
  await chips.nth(2).click();
  await expect(prompt).toHaveValue('my dog');

  // Weights, with the field's own undo.
  await prompt.press('End');
  await prompt.press('Control+ArrowUp');
  await expect(prompt).toHaveValue('my (dog:1.1)');
  await prompt.press('Control+ArrowUp');
  await expect(prompt).toHaveValue('my (dog:1.2)');
  await prompt.press('Control+ArrowDown');
  await prompt.press('Control+ArrowDown');
  await expect(prompt).toHaveValue('my dog');
  await prompt.press('Control+z');
  await expect(prompt).toHaveValue('my (dog:1.1)');
  await prompt.fill('my dog');

  // Enter that ends a composition is the composer's.
  const taken = await prompt.evaluate((field) => {
    const enter = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
    return !field.dispatchEvent(enter);
  });
  expect(taken).toBe(false);

  // Text pasted while nothing has the focus goes into the words; another program's settings are offered.
  await prompt.blur();
  const paste = (text: string): Promise<void> =>
    page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);
  await paste('in the snow');
  await expect(prompt).toHaveValue('my dog, in the snow');
  await by(studio, 'notice-action').click();
  await expect(prompt).toHaveValue('my dog');
  await prompt.fill('');
  await prompt.blur();
  await paste('a castle\nNegative prompt: fog\nSteps: 3, Sampler: Euler a, CFG scale: 4, Seed: 77, Size: 128x128');
  await expect(studio.at('notice')).toContainText('settings of');
  await by(studio, 'notice-action').click();
  await expect(prompt).toHaveValue('a castle');
  await expect(studio.at('seed')).toHaveValue('77');
  await expect(studio.at('negative-prompt')).toHaveValue('fog');

  // Words of other languages, and those that the model hardly knows, are told of where they stand; nothing below moves.
  const generate = await studio.at('generate').boundingBox();
  await prompt.fill('roter Apfel');
  await expect(by(studio, 'read-as')).toHaveText('Read as: red apple.');
  await prompt.fill('a kaleidoscope');
  await expect(by(studio, 'read-as')).toContainText('It hardly knows: kaleidoscope.');
  expect(await studio.at('generate').boundingBox()).toEqual(generate);
  await expect(prompt).toHaveAccessibleDescription(/hardly knows/);
  await prompt.fill('a red apple');
  await expect(by(studio, 'read-as')).toBeHidden();

  // No more fits than a request takes.
  await expect(prompt).toHaveAttribute('maxlength', '20000');
});

test('a stroke may begin where the example button lies; a click there still gives the example', async ({
  studio,
  page,
}) => {
  const at = await by(studio, 'example').boundingBox();
  if (!at) throw new Error('the example button is not on the page');
  const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y - 60, { steps: 4 });
  await page.mouse.move(x + 80, y - 20, { steps: 4 });
  await page.mouse.up();
  await studio.painted();
  expect(await studio.inkedPixels()).toBeGreaterThan(100);
  await expect(studio.at('prompt')).toHaveValue(''); // no example came
  await studio.at('undo').click();
  await expect.poll(() => studio.inkedPixels()).toBe(0);
  await by(studio, 'example').click();
  await expect(studio.at('prompt')).not.toHaveValue('');
  await expect.poll(() => studio.inkedPixels()).toBeGreaterThan(1000);
});

test('words are completed from what the model reads; Enter stays Generate until one is chosen', async ({
  studio,
  page,
}) => {
  const prompt = studio.at('prompt');
  const list = page.getByTestId('completions');
  const place = await studio.at('generate').boundingBox();
  await prompt.focus();
  await expect(prompt).toHaveAttribute('aria-autocomplete', 'list');
  // Its code and the words come after the focus: letters are typed until they are met with a list.
  await expect(async () => {
    await prompt.fill('');
    await prompt.pressSequentially('two umb');
    await expect(list).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await expect(list.getByRole('option')).toHaveText(['umbrella']);
  await expect(prompt).not.toHaveAttribute('aria-activedescendant', /./);
  await prompt.press('ArrowDown');
  const chosen = list.getByRole('option', { selected: true });
  await expect(prompt).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '');
  await prompt.press('Tab');
  await expect(prompt).toHaveValue('two umbrella');
  await expect(prompt).toBeFocused();
  await expect(list).toBeHidden();
  await prompt.press('Control+z');
  await expect(prompt).toHaveValue('two umb');

  // Esc only closes it; a press of the mouse takes a word; other people's text is left alone.
  await prompt.press('End'); // what is undone is selected
  await prompt.pressSequentially('r');
  await expect(list).toBeVisible();
  await prompt.press('Escape');
  await expect(list).toBeHidden();
  await prompt.pressSequentially('e');
  await expect(list).toBeVisible();
  await list.getByRole('option').click();
  await expect(prompt).toHaveValue('two umbrella');
  await prompt.fill('pasted umb');
  await expect(list).toBeHidden();
  expect(await studio.at('generate').boundingBox()).toEqual(place);

  // Nothing is chosen: Enter asks for the picture.
  await prompt.fill('');
  await prompt.pressSequentially('umb');
  await expect(list).toBeVisible();
  await prompt.press('Enter');
  await expect(prompt).toHaveValue('umb');
  await expect(studio.at('cancel')).toBeVisible();
});
