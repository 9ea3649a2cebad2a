// What axe finds wrong with the page as it is.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Base UI's: it hands the focus on as soon as it gets it, so nobody ever stands on it. */
const FOCUS_GUARD = '[data-base-ui-focus-guard]';

/** Only what is serious or worse, `within` a selector; each with where it is. */
export async function serious(page: Page, within = 'html'): Promise<readonly string[]> {
  return (await found(page, within)).filter(({ grave }) => grave).map(({ what }) => what);
}

/** Everything that it finds, `within` a selector; each with where it is. */
export async function anything(page: Page, within = 'html'): Promise<readonly string[]> {
  return (await found(page, within)).map(({ what }) => what);
}

async function found(
  page: Page,
  within: string,
): Promise<readonly { readonly what: string; readonly grave: boolean }[]> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).include(within).exclude(FOCUS_GUARD).analyze();
  return violations.map(({ id, impact, nodes }) => ({
    what: `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    grave: impact === 'serious' || impact === 'critical',
  }));
}

/** Colours in the middle of a fade are nobody's: no more of them, and those under way end first. */
async function settled(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((animation) => {
      return animation.playState === 'running' && animation.effect?.getComputedTiming().endTime !== Infinity;
    });
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}
