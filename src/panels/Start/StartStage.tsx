// The start picture as the next one will see it; while only a part is to be repainted, the mask lies over it.
import { type CSSProperties, type ReactElement, useState } from 'react';
import { setMask } from '../../actions/start.ts';
import { onUndoKeys, useEdits } from '../../editors/useEdits.ts';
import { effectiveSettings } from '../../store/settings.ts';
import { useApp } from '../../store/useApp.ts';
import { MaskCanvas } from './MaskCanvas.tsx';
import { type Hand, MaskTools } from './MaskTools.tsx';
import { StartCanvas } from './StartCanvas.tsx';
import styles from './Start.module.css';

export function StartStage(): ReactElement {
  const mask = useApp((state) => state.mask);
  const size = useApp(({ overrides, pack }) => {
    const { width, height } = effectiveSettings(overrides, pack);
    return `${width} ${height}`;
  });
  const [width = 1, height = 1] = size.split(' ').map(Number);
  const [hand, setHand] = useState<Hand>({ erase: false, size: 140 });
  const edits = useEdits(mask, setMask);
  const style: CSSProperties = { aspectRatio: `${width} / ${height}`, width: `min(100%, ${(52 * width) / height}dvh)` };
  return (
    <div className={styles['editor']} onKeyDown={(event) => mask.on && onUndoKeys(event, edits)}>
      <div className={styles['stage']} style={style}>
        <StartCanvas width={width} height={height} />
        {mask.on && <MaskCanvas {...{ mask, hand, width, height }} onMask={edits.change} />}
      </div>
      {mask.on && <MaskTools {...{ mask, hand, edits }} onHand={setHand} />}
    </div>
  );
}
