// What can be offered to those who type words: read from the device when a field of words gets the focus.
import { i18n } from '../../i18n/i18n.ts';
import { listPages } from '../../library/pages.ts';
import { EMBEDDED_ID } from '../../machine/embedded.ts';
import { store } from '../../state/store.ts';
import { partsOf, type WordStock } from '../../words/complete.ts';
import { vocabularyOf } from '../../words/vocabulary.ts';

/** So many pages back. */
const MOST_PAGES = 200;

export async function wordStock(): Promise<WordStock> {
  const pages = await listPages().catch(() => []);
  const {
    pack,
    shelf: { models },
  } = store.getState();
  const named = (kind: 'lora' | 'embedding'): readonly string[] =>
    models.filter((model) => model.kind === kind).map(({ name }) => name);
  return {
    vocabulary: pack === null || pack.id === EMBEDDED_ID ? vocabularyOf(i18n.language) : [],
    history: partsOf(pages.slice(0, MOST_PAGES).map(({ prompt }) => prompt)),
    loras: named('lora'),
    embeddings: named('embedding'),
  };
}
