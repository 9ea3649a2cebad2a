// How the embedded model reads the words: translated, and which of them it hardly knows. It reads English.
import type { CSSProperties, ReactElement } from 'react';
import { formatList } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { EMBEDDED_ID } from '../../../machine/embedded.ts';
import { useApp } from '../../../state/useApp.ts';
import { readWords } from '../../../words/translate.ts';
import '../../../i18n/words/later.ts';

/** In the label's own line, so that nothing below it moves. */
const ONE_LINE: CSSProperties = {
  overflow: 'hidden',
  minWidth: 0,
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
};

export function ReadAs({ id }: { id: string }): ReactElement | null {
  const t = useT();
  const prompt = useApp((state) => state.prompt);
  const embedded = useApp(({ pack }) => pack === null || pack.id === EMBEDDED_ID);
  if (!embedded || prompt.trim() === '') return null;
  const { text, unknown } = readWords(prompt);
  const said = [
    text !== prompt && t('later:readAs', { words: text }),
    unknown.length > 0 && t('later:wordsUnknown', { list: formatList(unknown.slice(0, 4)) }),
    unknown.length > 0 && t('later:readsEnglish'),
  ].filter((part) => part !== false);
  if (said.length === 0) return null;
  return (
    <span id={id} style={ONE_LINE} title={said.join(' ')} data-testid="read-as">
      {said.join(' ')}
    </span>
  );
}
