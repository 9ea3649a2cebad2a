// The page: one window that does not scroll. A new panel is one line here and a place in App.module.css.
import type { CSSProperties, ReactElement } from 'react';
import styles from './App.module.css';
import { Header } from './panels/Header/Header.tsx';
import { Inspector } from './panels/Inspector/Inspector.tsx';
import { Notice } from './panels/Notice/Notice.tsx';
import { Paper } from './panels/Paper/Paper.tsx';
import { PhotoSlot } from './panels/Photo/PhotoSlot.tsx';
import { Chips } from './panels/Prompt/Chips.tsx';
import { Prompt } from './panels/Prompt/Prompt.tsx';
import { Result } from './panels/Result/Result.tsx';
import { Seam } from './panels/Seam/Seam.tsx';
import { Sheets } from './panels/Sheets/Sheets.tsx';
import { Strip } from './panels/Strip/Strip.tsx';
import { Swap } from './panels/Swap/Swap.tsx';
import { Tools } from './panels/Tools/Tools.tsx';
import { Welcome } from './panels/Welcome/Welcome.tsx';
import { effectiveSettings } from './store/settings.ts';
import { useApp } from './store/useApp.ts';
import { onDemand } from './ui/onDemand.tsx';
import { useKeyboardInset } from './ui/useKeyboardInset.ts';

const Bare = onDemand(() => import('./panels/Bare/Bare.tsx').then((it) => it.Bare));
const MaskPlace = onDemand(() => import('./panels/Mask/MaskPlace.tsx').then((it) => it.MaskPlace));

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
