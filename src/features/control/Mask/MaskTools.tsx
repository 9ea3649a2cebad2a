// What is in the hand over the mask, and what is done to all of it at once.
import type { CSSProperties, ReactElement } from 'react';
import { closeMask } from '../mask.ts';
import { clearedMask } from '../start.ts';
import type { Mask } from '../../../state/control.ts';
import { HistoryButtons } from '../../../editors/HistoryButtons.tsx';
import type { Edits } from '../../../editors/useEdits.ts';
import { useT } from '../../../i18n/useT.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import { useRoving } from '../../../ui/useRoving.ts';
import toolStyles from '../../drawing/Tools/Tools.module.css';
import styles from './Mask.module.css';

export interface Hand {
  readonly erase: boolean;
  /** Diameter in paper units. */
  readonly size: number;
}

const SIZES = { min: 20, max: 500, step: 10 } as const;
/** In pixels of the picture; A1111's range. */
const BLURS = { min: 0, max: 64, step: 1 } as const;

/** Nothing is painted, so that the whole picture would be repainted. */
export const isUntouched = ({ strokes, inverted }: Mask): boolean => strokes.length === 0 && !inverted;

interface MaskToolsProps {
  readonly mask: Mask;
  readonly hand: Hand;
  readonly edits: Edits<Mask>;
  readonly onHand: (hand: Hand) => void;
}

export function MaskTools({ mask, hand, edits, onHand }: MaskToolsProps): ReactElement {
  const t = useT();
  const bar = useRoving();
  const tool = (erase: boolean): { readonly 'aria-pressed': boolean; readonly onClick: () => void } => ({
    'aria-pressed': hand.erase === erase,
    onClick: () => onHand({ ...hand, erase }),
  });
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('control:maskTools')}
      className={`${toolStyles['tools']} ${styles['first']}`}
    >
      <IconButton icon="check" label={t('control:maskDone')} keys="Esc" data-testid="mask-done" onClick={closeMask} />
      <IconButton icon="brush" label={t('control:maskPaint')} data-testid="mask-paint" {...tool(false)} />
      <IconButton icon="eraser" label={t('control:maskErase')} data-testid="mask-erase" {...tool(true)} />
      <Sliders {...{ mask, hand, edits, onHand }} />
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
        disabled={isUntouched(mask)}
        data-testid="mask-clear"
        onClick={() => edits.change(clearedMask(mask))}
      />
    </div>
  );
}

/** How broad the brush is, and how softly the mask ends. */
function Sliders({ mask, hand, edits, onHand }: MaskToolsProps): ReactElement {
  const t = useT();
  return (
    <>
      <div className={toolStyles['size']}>
        <span
          className={toolStyles['dot']}
          style={{ scale: `${0.12 + (0.88 * hand.size) / SIZES.max}` }}
          aria-hidden="true"
        />
        <Slider
          bare
          label={t('control:maskSize')}
          {...SIZES}
          value={hand.size}
          testId="mask-size"
          onChange={(size) => onHand({ ...hand, size })}
        />
      </div>
      <div className={toolStyles['size']}>
        <span
          className={`${toolStyles['dot']} ${styles['soft']}`}
          style={{ '--soft': `${1 + (5 * mask.blur) / BLURS.max}px` } as CSSProperties}
          aria-hidden="true"
        />
        <Slider
          bare
          label={t('control:maskBlur')}
          {...BLURS}
          value={mask.blur}
          text={t('control:maskBlurPx', { px: mask.blur })}
          testId="mask-blur"
          onChange={(blur) => edits.change({ ...mask, blur })}
        />
      </div>
    </>
  );
}
