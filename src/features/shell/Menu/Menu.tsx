// The page's menu: what is chosen once and seldom.
import type { ReactElement } from 'react';
import { setLanguage, setTheme } from '../../../state/changePrefs.ts';
import { openSheet } from '../../../state/sheet.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { LANGUAGES } from '../../../i18n/languages.ts';
import { useT } from '../../../i18n/useT.ts';
import { install } from '../../../pwa/install.ts';
import { reloadForUpdate } from '../start.ts';
import { type Theme, THEMES } from '../../../state/prefs.ts';
import { store } from '../../../state/store.ts';
import { useApp } from '../../../state/useApp.ts';
import { Menu } from '../../../ui/Menu.tsx';
import type { MenuEntry } from '../../../ui/menuTypes.ts';

const THEME_WORDS: Readonly<Record<Theme, MessageKey>> = {
  system: 'shell:themeSystem',
  light: 'shell:themeLight',
  dark: 'shell:themeDark',
};

export function PageMenu(): ReactElement {
  const t = useT();
  return <Menu bare icon="menu" label={t('shell:menu')} entries={useEntries()} testId="menu" />;
}

function useEntries(): readonly MenuEntry[] {
  const t = useT();
  const { theme, language } = useApp((state) => state.prefs);
  const update = useApp((state) => state.update);
  const installable = useApp((state) => state.installable);
  const languages = LANGUAGES.map(({ code, name }) => ({ value: code, label: name, lang: code }));
  return [
    ...(update ? [command('update', 'reset', t('shell:updateNow'), reloadForUpdate)] : []),
    command('models', 'model', t('shell:models'), () => openSheet('models')),
    command('storage', 'storage', t('shell:storage'), () => openSheet('storage')),
    { ...command('shortcuts', 'keyboard', t('shell:keysTitle'), () => openSheet('shortcuts')), keys: '?' },
    ...(installable ? [command('install', 'install', t('shell:install'), () => void installPage())] : []),
    { kind: 'line', id: 'choices' },
    {
      kind: 'choice',
      id: 'theme',
      label: t('shell:theme'),
      value: theme,
      options: THEMES.map((value) => ({ value, label: t(THEME_WORDS[value]) })),
      onChange: (value) => setTheme(THEMES.find((each) => each === value) ?? 'system'),
    },
    {
      kind: 'choice',
      id: 'language',
      label: t('shell:language'),
      value: language,
      options: [{ value: 'system', label: t('shell:themeSystem') }, ...languages],
      onChange: setLanguage,
    },
  ];
}

function command(
  id: string,
  icon: Extract<MenuEntry, { kind: 'command' }>['icon'] & string,
  label: string,
  onSelect: () => void,
): Extract<MenuEntry, { kind: 'command' }> {
  return { kind: 'command', id, icon, label, onSelect };
}

/** An offer serves once; the browser makes another one when it likes. */
async function installPage(): Promise<void> {
  store.setState({ installable: false });
  await install();
}
