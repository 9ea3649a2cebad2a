// The languages of the page. English is in the bundle; another one is a line here, a folder beside, and loads when wanted.
import { i18n } from './i18n.ts';
import type { Words } from './languageWords.ts';
import { learn } from './said.ts';

export interface Language {
  readonly code: string;
  /** In its own words. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  readonly load?: () => Promise<Words>;
}

export const LANGUAGES: readonly Language[] = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'de', name: 'Deutsch', dir: 'ltr', load: () => import('./de/index.ts').then(({ de }) => de) },
  { code: 'es', name: 'Español', dir: 'ltr', load: () => import('./es/index.ts').then(({ es }) => es) },
];
const [ENGLISH] = LANGUAGES as readonly [Language];

/** The language that is meant: the chosen one, else the first of the system's that there is. Pure. */
export function languageFor(chosen: string, system: readonly string[]): Language {
  const wanted = chosen === 'system' ? system : [chosen];
  const known = wanted.map((tag) => LANGUAGES.find(({ code }) => code === tag.toLowerCase().split('-')[0]));
  return known.find((language) => language !== undefined) ?? ENGLISH;
}

/** Speaks it from now on. Without network and cache the words stay as they are. */
export async function speak({ code, dir, load }: Language): Promise<void> {
  if (load && !i18n.hasResourceBundle(code, 'common')) {
    const words = await load().catch(() => null);
    if (!words) return;
    for (const [namespace, messages] of Object.entries(words.catalog)) {
      i18n.addResourceBundle(code, namespace, messages);
    }
    learn(code, words.machine);
  }
  await i18n.changeLanguage(code);
  document.documentElement.lang = code;
  document.documentElement.dir = dir;
}
