// A modal dialog on the native <dialog>: top layer, inert page behind, Escape and the return of focus are the browser's.
// Mount it while it is to be seen; its content exists only then. Look only.
import { type ReactElement, type ReactNode, type MouseEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useT } from '../i18n/useT.ts';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { layOver } from './wayBack.ts';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the end; the last one is the one that goes on. */
  readonly footer?: ReactNode;
  readonly size?: 's' | 'm' | 'l' | 'full';
  readonly testId: string;
}

export function Dialog({ title, onClose, children, footer, size = 'm', testId }: DialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const t = useT();
  // Not an effect after the paint: for a moment the dialog would be seen and not be modal, and keys would go to the page.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // React takes the element away before the browser can give focus back by itself.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  // The newest way to close it, for an entry of the history that lives as long as the dialog.
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => layOver(() => flushSync(() => close.current())), []);
  const onBackdrop = (event: MouseEvent): void => {
    if (event.target === dialog.current) onClose();
  };
  /** The browser may shut it without asking (a phone's way back, twice). Where its owner only went a step back, it is shown again. */
  const onShut = (): void => {
    const element = dialog.current;
    if (!element) return; // shut because it goes
    flushSync(onClose);
    if (element.isConnected && !element.open) element.showModal();
  };
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      data-size={size}
      aria-labelledby={titleId}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onShut}
      onMouseDown={onBackdrop}
    >
      <div className={styles['head']}>
        {/* The heading takes the focus, so that a screen reader begins here and no button lies under the finger. */}
        <h2 id={titleId} tabIndex={-1} autoFocus>
          {title}
        </h2>
        <IconButton icon="close" label={t('common:close')} data-testid={`${testId}-close`} onClick={onClose} />
      </div>
      <div className={styles['body']}>{children}</div>
      {footer && <div className={styles['foot']}>{footer}</div>}
    </dialog>
  );
}
