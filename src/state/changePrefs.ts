// Theme and language: chosen, remembered, put on the page at once.
import { languageFor, speak } from '../i18n/languages.ts';
import { type Prefs, savePrefs, type Theme } from './prefs.ts';
import { store } from './store.ts';

export function setPrefs(change: Partial<Prefs>): void {
  const prefs = { ...store.getState().prefs, ...change };
  store.setState({ prefs });
  savePrefs(prefs);
}

/** The first pen on this device: from now on a finger, and the heel of a hand, moves the paper. */
export function penSeen(): void {
  if (store.getState().prefs.finger === 'unset') setPrefs({ finger: 'moves' });
}

export function toggleFinger(): void {
  setPrefs({ finger: store.getState().prefs.finger === 'draws' ? 'moves' : 'draws' });
}

export function setTheme(theme: Theme): void {
  setPrefs({ theme });
  showTheme();
}

export function setLanguage(language: string): void {
  setPrefs({ language });
  void showLanguage();
}

/** Puts the remembered choices on the page. Before the first paint, so that nothing flashes. */
export function showPrefs(): void {
  showTheme();
  void showLanguage();
  window.addEventListener('languagechange', () => void showLanguage());
}

function showTheme(): void {
  const { theme } = store.getState().prefs;
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
  // The browser's own bars follow.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.dataset['media'] ?? meta.media;
    meta.dataset['media'] = own;
    meta.media = theme === 'system' ? own : own.includes(theme) ? 'all' : 'not all';
  }
}

function showLanguage(): Promise<void> {
  return speak(languageFor(store.getState().prefs.language, navigator.languages));
}
