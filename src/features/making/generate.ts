// Generate and cancel: each click asks for one or several pictures more; they are made one after the other.
import { hasWish } from '../../control/pageRequest.ts';
import { batchSeeds, wishesOf, withSeed } from '../../jobs/wish.ts';
import { t } from '../../i18n/i18n.ts';
import { randomSeed } from '../../machine/seed.ts';
import { store } from '../../state/store.ts';
import { announce, notify } from '../../notices/notice.ts';
import { cancelAll, cancelRunning, enqueue, enqueueFailed, unfinished } from './runner.ts';
import '../../i18n/words/later.ts';

/** A second Escape within this is meant for all that wait. */
const TWICE_MS = 3000;
/** Takes back what the last Escape said, while a second one counts. */
let escaped: { readonly at: number; readonly withdraw: () => void } | null = null;

/** Asks for pictures of the drawing and the words, as many as the batch says; those already asked for come first. */
export function generate(): void {
  if (!hasWish(store.getState())) return notify(t('jobs:nothingToDo'));
  const { seed, live } = store.getState();
  // Who draws live asks for the picture that is seen, in full quality.
  if (!seed.locked && !live.on) store.setState({ seed: { value: randomSeed(), locked: false } });
  const page = store.getState();
  const changes = batchSeeds(page.seed.value, page.batch).map(withSeed);
  store.setState({ following: true });
  enqueue(wishesOf(page, changes), { kind: changes.length > 1 ? 'batch' : 'single' });
}

/** Makes what failed, whatever the page says by now. */
export function retry(): void {
  if (!enqueueFailed()) generate();
}

/** Stops the picture in the making; the last finished one stays, those that wait go on. */
export function cancel(): void {
  cancelRunning();
}

/** Escape stops the picture in the making; where others wait it says how to stop those, and a second one does. */
export function escape(): void {
  const before = escaped;
  before?.withdraw();
  escaped = null;
  if (before && performance.now() - before.at < TWICE_MS) return cancelAll();
  const waiting = unfinished().length - 1;
  cancelRunning();
  if (waiting < 1) return;
  const action = { label: t('jobs:cancelAll'), run: cancelAll };
  escaped = { at: performance.now(), withdraw: announce(t('later:othersWait', { count: waiting }), action) };
}
