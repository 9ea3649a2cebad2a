// Where there is room for one large pane only: the other one is its own button, which brings it to the front.
import type { ReactElement } from 'react';
import { swapFront } from '../../../state/layout.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Icon } from '../../../ui/icons.tsx';
import styles from './Swap.module.css';

export function Swap({ className }: { className?: string | undefined }): ReactElement {
  const t = useT();
  const front = useApp((state) => state.front);
  const label = t(front === 'paper' ? 'shell:showPicture' : 'shell:showPaper');
  return (
    <button
      type="button"
      className={`${className} ${styles['swap']}`}
      aria-label={label}
      title={label}
      data-testid="swap"
      onClick={swapFront}
    >
      <span>
        <Icon name="fit" size={16} />
      </span>
    </button>
  );
}
