// The bar above the map: history, tools, the brush's size.
import type { ReactElement } from 'react';
import { useT } from '../../i18n/useT.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Slider } from '../../ui/Slider.tsx';
import editor from '../editor.module.css';
import { HistoryButtons, type HistoryButtonsProps } from '../HistoryButtons.tsx';
import styles from './seg.module.css';
import { BRUSH, type Hand, TOOLS } from './tools.ts';

interface SegToolsProps {
  readonly hand: Hand;
  readonly edits: HistoryButtonsProps['edits'];
  readonly onHand: (hand: Hand) => void;
  readonly onClear: () => void;
}

export function SegTools({ hand, edits, onHand, onClear }: SegToolsProps): ReactElement {
  const t = useT();
  return (
    <div className={editor['tools']} role="toolbar" aria-label={t('editors:mapTools')}>
      <HistoryButtons edits={edits} editor="seg" />
      {TOOLS.map((name) => (
        <Button
          key={name}
          look={hand.tool === name ? 'primary' : 'quiet'}
          aria-pressed={hand.tool === name}
          onClick={() => onHand({ ...hand, tool: name })}
          data-testid={`seg-${name}`}
        >
          {t(`editors:${name}`)}
        </Button>
      ))}
      <IconButton icon="clear" label={t('editors:clear')} onClick={onClear} data-testid="seg-clear" />
      <div className={styles['size']}>
        <Slider
          label={t('editors:size')}
          {...BRUSH}
          step={1}
          value={hand.size}
          text={`${hand.size} px`}
          onChange={(size) => onHand({ ...hand, size })}
          testId="seg-size"
        />
      </div>
    </div>
  );
}
