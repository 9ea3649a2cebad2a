// What the next picture starts from, how much of it may change, and which part.
import type { ReactElement } from 'react';
import { toggleInspector } from '../../../state/layout.ts';
import { switchMask } from '../mask.ts';
import { setStrength } from '../start.ts';
import { hasMask, hasStart } from '../../../control/start.ts';
import { useT } from '../../../i18n/useT.ts';
import { store } from '../../../state/store.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { onePane } from '../../../ui/onePane.ts';
import { Slider } from '../../../ui/Slider.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { Sources } from './Sources.tsx';
import styles from './Start.module.css';
import { StartStage } from './StartStage.tsx';

const ABOUT = {
  none: 'control:startAbout',
  drawing: 'control:startBlank',
  picture: 'control:startGone',
} as const;

export function StartPanel(): ReactElement {
  const t = useT();
  const { source, strength } = useApp((state) => state.start);
  const mask = useApp((state) => state.mask);
  const masking = useApp((state) => state.masking);
  const there = useApp(hasStart);
  const repainter = useApp(({ pack }) => (pack?.inpainting ? pack.name : null));
  const change = (on: boolean): void => {
    switchMask(on);
    // The sheet would lie over what is to be painted.
    if (on && onePane() && store.getState().inspector) toggleInspector();
  };
  return (
    <div className={styles['start']} data-drop="start">
      <Sources />
      {repainter !== null && !(there && hasMask(mask)) && (
        <p className={styles['note']} data-testid="start-inpainting">
          {t('control:startInpainting', { pack: repainter })}
        </p>
      )}
      {!there && (
        <p className={styles['note']} data-testid="start-note">
          {t(ABOUT[source.kind])}
        </p>
      )}
      {there && (
        <>
          {!masking && <StartStage />}
          <div title={t('control:strengthAbout')}>
            <Slider
              label={t('control:strength')}
              {...{ min: 0, max: 1, step: 0.05 }}
              value={strength}
              text={strength.toFixed(2)}
              testId="start-strength"
              onChange={setStrength}
            />
          </div>
          <Switch
            label={t('control:mask')}
            about={t('control:maskAbout')}
            on={mask.on}
            testId="mask-on"
            onChange={change}
          />
          {mask.on && !masking && (
            <Button icon="brush" data-testid="mask-open" onClick={() => change(true)}>
              {t('control:maskOpen')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
