// Pictures that a reload cut off: remembered when the page goes away, offered again when it is back.
import { t } from '../../i18n/i18n.ts';
import { withSeed, type Wish, wishesOf } from '../../jobs/wish.ts';
import { type CutOff, dropCutOff, keepCutOff, takeCutOff } from '../../library/cutOff.ts';
import { storedPixels } from '../../library/pixels.ts';
import { fillStocks, withoutMissing } from '../../library/stocks.ts';
import { encodePage, parsePage, stateWith } from '../../share/page.ts';
import { store } from '../../state/store.ts';
import { notify } from '../../notices/notice.ts';
import { enqueue, unfinished } from './runner.ts';
import '../../i18n/words/later.ts';

/** An offer that nobody has to hurry for. */
const OFFERED_MS = 60_000;
const SHORT = 40;

/** Remembers what is not made yet whenever the page may be going away. */
export function rememberWhenLeaving(): void {
  const remember = (): void => {
    const wishes = unfinished();
    if (wishes.length > 0) keepCutOff(cutOffOf(wishes));
    else dropCutOff();
  };
  window.addEventListener('pagehide', remember);
  document.addEventListener('visibilitychange', remember);
}

/** Offers once what the last visit of this tab left unfinished. */
export function offerCutOff(): void {
  const cut = takeCutOff();
  if (!cut) return;
  const words = cut.words.length > SHORT ? `${cut.words.slice(0, SHORT).trimEnd()}…` : cut.words;
  const count = cut.jobs.length;
  const text = words === '' ? t('later:cutOffWordless', { count }) : t('later:cutOff', { count, words });
  notify(text, { label: t('later:cutOffGoOn'), run: () => void goOn(cut), shownMs: OFFERED_MS });
}

async function goOn(cut: CutOff): Promise<void> {
  const wishes: Wish[] = [];
  for (const [index, text] of cut.pages.entries()) {
    const state = stateWith(parsePage(text, 'skip'));
    await fillStocks(state, storedPixels);
    const page = { ...withoutMissing(state), pack: store.getState().pack };
    const seeds = cut.jobs.filter((job) => job.page === index).map(({ seed }) => seed);
    wishes.push(...wishesOf(page, seeds.map(withSeed)));
  }
  store.setState({ following: true });
  enqueue(wishes, { kind: wishes.length > 1 ? 'batch' : 'single' });
}

/** Pages that differ by their seed only are written once. */
function cutOffOf(wishes: readonly Wish[]): CutOff {
  const pages: string[] = [];
  const jobs = wishes.map(({ page, seed }) => {
    const text = encodePage({ ...page, seed: { value: 0, locked: true } });
    const known = pages.indexOf(text);
    return { page: known < 0 ? pages.push(text) - 1 : known, seed };
  });
  return { words: wishes[0]?.page.prompt.trim() ?? '', pages, jobs };
}
