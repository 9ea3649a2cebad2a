// What is in the hand over the mask, and what is done to all of it at once.
import type { ReactElement } from 'react';
import { clearedMask } from '../../actions/start.ts';
import type { Mask } from '../../control/types.ts';
import { HistoryButtons } from '../../editors/HistoryButtons.tsx';
import type { Edits } from '../../editors/useEdits.ts';
import { useT } from '../../i18n/useT.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Slider } from '../../ui/Slider.tsx';
import styles from './Start.module.css';

export interface Hand {
  readonly erase: boolean;
  /** Diameter in paper units. */
  readonly size: number;
}

const SIZES = { min: 20, max: 500, step: 10 } as const;

interface MaskToolsProps {
  readonly mask: Mask;
  readonly hand: Hand;
  readonly edits: Edits<Mask>;
  readonly onHand: (hand: Hand) => void;
}

export function MaskTools({ mask, hand, edits, onHand }: MaskToolsProps): ReactElement {
  const t = useT();
  const empty = mask.strokes.length === 0 && !mask.inverted;
  const tool = (erase: boolean): { readonly 'aria-pressed': boolean; readonly onClick: () => void } => ({
    'aria-pressed': hand.erase === erase,
    onClick: () => onHand({ ...hand, erase }),
  });
  return (
    <div role="toolbar" aria-label={t('control:maskTools')} className={styles['tools']}>
      <IconButton icon="brush" label={t('control:maskPaint')} data-testid="mask-paint" {...tool(false)} />
      <IconButton icon="eraser" label={t('control:maskErase')} data-testid="mask-erase" {...tool(true)} />
      <HistoryButtons edits={edits} editor="mask" />
      <IconButton
        icon="invert"
        label={t('control:maskInvert')}
        data-testid="mask-invert"
        onClick={() => edits.change({ ...mask, inverted: !mask.inverted })}
      />
      <IconButton
        icon="clear"
        label={t('control:maskClear')}
        disabled={empty}
        data-testid="mask-clear"
        onClick={() => edits.change(clearedMask(mask))}
      />
      <div className={styles['size']}>
        <Slider
          label={t('control:maskSize')}
          {...SIZES}
          value={hand.size}
          testId="mask-size"
          onChange={(size) => onHand({ ...hand, size })}
        />
      </div>
      {empty && (
        <p className={styles['note']} data-testid="mask-empty">
          {t('control:maskEmpty')}
        </p>
      )}
    </div>
  );
}
