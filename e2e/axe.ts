// What axe finds wrong with the page as it is.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Base UI's: it hands the focus on as soon as it gets it, so nobody ever stands on it. */
const FOCUS_GUARD = '[data-base-ui-focus-guard]';

/** Only what is serious or worse; each with where it is. */
export async function serious(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude(FOCUS_GUARD).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
