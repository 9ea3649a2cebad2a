// Words that come to the prompt from elsewhere: an example, a paste. What was typed is never replaced; the last step can be undone.
import { t } from '../../i18n/i18n.ts';
import { store } from '../../state/store.ts';
import { joined, without } from '../../words/join.ts';
import { mayTellSettings } from '../../words/tells.ts';
import { isExample } from '../drawing/examples.ts';
import { notify } from '../../notices/notice.ts';
import { setPrompt } from '../../state/changeSettings.ts';
import '../../i18n/words/later.ts';

/** An example's words: they join what was typed, take the place of another example, or go where they are there already. */
export function toggleExample(example: string): void {
  const { prompt } = store.getState();
  if (prompt === example) return change('', 'later:wordsTaken', false);
  if (prompt.trim() === '' || isExample(prompt)) return setPrompt(example);
  const less = without(prompt, example);
  if (less === null) change(joined(prompt, example), 'later:wordsAdded', true);
  else change(less, 'later:wordsTaken', true);
}

/** Text that was pasted while nothing had the focus. */
export function pasteWords(text: string): void {
  const pasted = text.trim();
  if (pasted === '') return;
  const { prompt } = store.getState();
  change(joined(prompt, pasted), 'later:wordsPasted', true);
  if (mayTellSettings(pasted)) void import('./pasteInfo.ts').then(({ offerPasted }) => offerPasted(pasted));
}

function change(
  next: string,
  told: 'later:wordsAdded' | 'later:wordsTaken' | 'later:wordsPasted',
  tells: boolean,
): void {
  const { prompt } = store.getState();
  setPrompt(next);
  if (!tells) return;
  const undo = (): void => {
    // What was typed since stays.
    if (store.getState().prompt === next) setPrompt(prompt);
  };
  notify(t(told), { label: t('common:undo'), run: undo });
}
