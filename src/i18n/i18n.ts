// Words in the user's language: `t('library:pictures', { count: 3 })`. English is
// in the bundle (of a part that loads later: in that part), others come when wanted.
import { createInstance } from 'i18next';
import { en, type English } from './en/index.ts';

/** `library:pictures` for both `pictures_one` and `pictures_other`: i18next chooses by `count`. */
type Base<K> = K extends `${infer B}_one` ? B : K extends `${string}_other` ? never : K;
export type MessageKey = {
  [N in keyof English]: `${N}:${Base<keyof English[N]> & string}`;
}[keyof English];
export type MessageValues = Readonly<Record<string, string | number>>;

export const i18n = createInstance({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en },
  initAsync: false,
  // React escapes.
  interpolation: { escapeValue: false },
});
void i18n.init();

/** The message in the language in force. In components take it from `useT`, so that they follow a change. */
export function t(key: MessageKey, values?: MessageValues): string {
  return i18n.t(key, values ?? {});
}

/** The English words of a part of the page that is loaded later; they come with its code. */
export function addEnglish(words: Partial<English>): void {
  for (const [namespace, messages] of Object.entries(words)) i18n.addResourceBundle('en', namespace, messages);
}
