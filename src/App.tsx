// The page: a grid of panels. A new panel is one line here and a place in App.module.css.
import type { CSSProperties, ReactElement } from 'react';
import styles from './App.module.css';
import { ControlSlot } from './panels/Control/ControlSlot.tsx';
import { Header } from './panels/Header/Header.tsx';
import { Notice } from './panels/Notice/Notice.tsx';
import { Paper } from './panels/Paper/Paper.tsx';
import { PhotoSlot } from './panels/Photo/PhotoSlot.tsx';
import { Prompt } from './panels/Prompt/Prompt.tsx';
import { Result } from './panels/Result/Result.tsx';
import { SettingsPanel } from './panels/Settings/SettingsPanel.tsx';
import { Sheets } from './panels/Sheets/Sheets.tsx';
import { StartSlot } from './panels/Start/StartSlot.tsx';
import { Tools } from './panels/Tools/Tools.tsx';
import { Welcome } from './panels/Welcome/Welcome.tsx';
import { effectiveSettings } from './store/settings.ts';
import { useApp } from './store/useApp.ts';
import { onDemand } from './ui/onDemand.tsx';

const Strip = onDemand(() => import('./panels/Strip/Strip.tsx').then((it) => it.Strip));

export function App(): ReactElement {
  const shape = useApp(({ overrides, pack }) => {
    const { width, height } = effectiveSettings(overrides, pack);
    return width / height;
  });
  // One picture needs no strip: it is the one that is shown.
  const several = useApp((state) => state.recent.length > 1);
  return (
    <div className={styles['page']} style={{ '--shape': shape } as CSSProperties}>
      <Header />
      <Welcome />
      <main className={styles['main']}>
        <div className={styles['paper']}>
          <Paper />
        </div>
        <div className={styles['tools']}>
          <Tools />
        </div>
        <PhotoSlot className={styles['photo']} />
        <div className={styles['prompt']}>
          <Prompt />
        </div>
        <Result />
        <div className={styles['strip']}>{several && <Strip />}</div>
        <div className={styles['cards']}>
          <div className={styles['card']}>
            <ControlSlot />
          </div>
          <div className={styles['card']}>
            <StartSlot />
          </div>
          <div className={styles['card']}>
            <SettingsPanel />
          </div>
        </div>
      </main>
      <Sheets />
      <Notice />
    </div>
  );
}
