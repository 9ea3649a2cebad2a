// Settings as text, pasted into the words: the text stands there as it was pasted, and a notice offers to take what it says.
import { t } from '../../i18n/i18n.ts';
import { said } from '../../i18n/said.ts';
import { readTold } from '../../share/foreign/programs.ts';
import { hereSettings } from './hereFiles.ts';
import { notify } from '../../notices/notice.ts';
import { takeInfo } from './takeInfo.ts';

const MOST_MS = 5000;

/** Offers the settings of `text` where it says more than words. */
export function offerPasted(text: string): void {
  const told = readTold([{ key: 'parameters', text }]);
  if (!told) return;
  if (Object.keys(told.request).every((key) => key === 'prompt')) return;
  notify(t('library:pastedTells', { program: said(told.program) }), {
    label: t('library:takeSettings'),
    run: () => void hereSettings(told, AbortSignal.timeout(MOST_MS)).then((here) => takeInfo(here.told)),
  });
}
