// `t` for components: they render again when the language changes.
import { useSyncExternalStore } from 'react';
import { i18n, t } from './i18n.ts';

export function useT(): typeof t {
  useSyncExternalStore(subscribe, () => i18n.language);
  return t;
}

function subscribe(onChange: () => void): () => void {
  i18n.on('languageChanged', onChange);
  return () => i18n.off('languageChanged', onChange);
}
