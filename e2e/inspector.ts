// What is opened in the inspector before it can be used.
import { expect } from './fixtures.ts';
import type { Studio } from './studio.ts';

/** Opens the control units, with a seed that stays and as few steps as show a difference. */
export async function openUnits(studio: Studio): Promise<void> {
  await studio.at('seed').fill('7');
  await studio.at('steps').fill('2');
  await studio.at('control-panel').locator('summary').click();
  await expect(studio.at('unit')).toHaveCount(1);
}

export async function openStart(studio: Studio): Promise<void> {
  await studio.at('start-panel').locator('summary').click();
  await expect(studio.at('start-none')).toBeVisible();
}
