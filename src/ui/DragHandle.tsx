// The handle of an entry in a list: dragged into another place, or moved with the arrow keys.
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { useT } from '../i18n/useT.ts';
import { IconButton } from './Button.tsx';
import styles from './DragHandle.module.css';

export interface DragHandleProps {
  /** What the entry is called. */
  readonly name: string;
  readonly testId: string;
  readonly dragged: boolean;
  /** From `useDragOrder`. */
  readonly onGrab: (event: PointerEvent) => void;
  /** By so many places down; negative: up. */
  readonly onMove: (by: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: -999, End: 999 };

export function DragHandle({ name, testId, dragged, onGrab, onMove }: DragHandleProps): ReactElement {
  const t = useT();
  const onKey = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <div className={styles['handle']} data-dragged={dragged}>
      <IconButton
        icon="drag"
        label={t('common:move', { name })}
        title={t('common:moveAbout')}
        data-testid={testId}
        onKeyDown={onKey}
        onPointerDown={onGrab}
      />
    </div>
  );
}
