// The page: one window that does not scroll. A new panel is one line here and a place in App.module.css.
import type { CSSProperties, ReactElement } from 'react';
import styles from './App.module.css';
import { Header } from './features/shell/Header/Header.tsx';
import { Inspector } from './features/shell/Inspector/Inspector.tsx';
import { Notice } from './features/shell/Notice/Notice.tsx';
import { Paper } from './features/shell/Paper/Paper.tsx';
import { PhotoSlot } from './features/photo/Photo/PhotoSlot.tsx';
import { Chips } from './features/making/Prompt/Chips.tsx';
import { Prompt } from './features/making/Prompt/Prompt.tsx';
import { Result } from './features/making/Result/Result.tsx';
import { Seam } from './features/shell/Seam/Seam.tsx';
import { Sheets } from './features/shell/Sheets/Sheets.tsx';
import { Strip } from './features/making/Strip/Strip.tsx';
import { Swap } from './features/shell/Swap/Swap.tsx';
import { Tools } from './features/shell/Tools/Tools.tsx';
import { Welcome } from './features/shell/Welcome/Welcome.tsx';
import { effectiveSettings } from './state/settings.ts';
import { useApp } from './state/useApp.ts';
import { onDemand } from './ui/onDemand.tsx';
import { useKeyboardInset } from './ui/useKeyboardInset.ts';

const Bare = onDemand(() => import('./features/shell/Bare/Bare.tsx').then((it) => it.Bare));
const MaskPlace = onDemand(() => import('./features/control/Mask/MaskPlace.tsx').then((it) => it.MaskPlace));

export function App(): ReactElement {
  const shape = useApp(({ overrides, pack }) => {
    const { width, height } = effectiveSettings(overrides, pack);
    return width / height;
  });
  const front = useApp((state) => state.front);
  const bare = useApp((state) => state.bare);
  const photo = useApp((state) => state.photo.open);
  const masking = useApp((state) => state.masking);
  useKeyboardInset();
  return (
    <div className={styles['page']} data-bare={bare} style={{ '--shape': shape } as CSSProperties}>
      <Header />
      <main className={styles['main']} data-front={front}>
        <div className={styles['tools']} inert={photo || masking} data-away={masking}>
          <Tools />
        </div>
        <div className={styles['paper']} inert={photo || masking} data-away={masking}>
          <Paper />
        </div>
        {masking && <MaskPlace {...{ tools: styles['tools'] ?? '', paper: styles['paper'] ?? '' }} />}
        <PhotoSlot className={styles['photo']} />
        <div className={styles['prompt']}>
          <Prompt />
        </div>
        <div className={styles['chips']}>
          <Chips />
        </div>
        <Result />
        <Seam className={styles['seam']} />
        <div className={styles['strip']}>
          <Strip />
        </div>
        <Swap className={styles['swap']} />
        <Welcome className={styles['welcome']} />
      </main>
      <Inspector className={styles['inspector']} />
      {bare && <Bare />}
      <Sheets />
      <Notice />
    </div>
  );
}
