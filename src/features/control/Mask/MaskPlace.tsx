// In the paper's place: the start picture as the next one will see it, the mask over it, and at its edge what is in the hand.
import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import { closeMask } from '../mask.ts';
import { setMask } from '../start.ts';
import { hasStart } from '../../../control/start.ts';
import { onUndoKeys, useEdits } from '../../../editors/useEdits.ts';
import { useT } from '../../../i18n/useT.ts';
import { effectiveSettings } from '../../../state/settings.ts';
import { useApp } from '../../../state/useApp.ts';
import { isTyping } from '../../../ui/isTyping.ts';
import { layOver } from '../../../ui/wayBack.ts';
import { StartCanvas } from '../Start/StartCanvas.tsx';
import styles from './Mask.module.css';
import { MaskCanvas } from './MaskCanvas.tsx';
import { type Hand, isUntouched, MaskTools } from './MaskTools.tsx';

export interface MaskPlaceProps {
  /** Where the tools and the paper are. */
  readonly tools: string;
  readonly paper: string;
}

export function MaskPlace({ tools, paper }: MaskPlaceProps): ReactElement {
  const t = useT();
  const mask = useApp((state) => state.mask);
  const there = useApp(hasStart);
  const size = useApp(({ overrides, pack }) => {
    const { width, height } = effectiveSettings(overrides, pack);
    return `${width} ${height}`;
  });
  const [width = 1, height = 1] = size.split(' ').map(Number);
  const [hand, setHand] = useState<Hand>({ erase: false, size: 140 });
  const edits = useEdits(mask, setMask);
  useEffect(() => layOver(closeMask), []);
  useEffect(() => {
    if (!there || !mask.on) closeMask();
  }, [there, mask.on]);
  // Before the page's own: those would undo what is drawn on the paper, which is not seen.
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isTyping(event.target) && !document.querySelector(':modal')) onUndoKeys(event, edits);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
  return (
    <>
      <div className={tools}>
        <MaskTools {...{ mask, hand, edits }} onHand={setHand} />
      </div>
      <div className={paper}>
        <div className={styles['stage']} data-testid="mask-stage">
          <StartCanvas width={width} height={height} />
          <MaskCanvas {...{ mask, hand, width, height }} onMask={edits.change} />
          {isUntouched(mask) && (
            <p className={styles['note']} data-testid="mask-empty">
              {t('control:maskEmpty')}
            </p>
          )}
        </div>
      </div>
    </>
  );
}
