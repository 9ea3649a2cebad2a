// A button and what it opens beside itself, on the native popover: top layer, light dismiss, Escape, focus. Look only.
import { type CSSProperties, type ReactElement, type ReactNode, useId, useState } from 'react';
import { Button, type ButtonProps, IconButton } from './Button.tsx';
import type { IconName } from './icons.tsx';
import styles from './Popover.module.css';

export interface PopoverProps extends Pick<ButtonProps, 'look' | 'disabled'> {
  readonly label: string;
  readonly icon?: IconName;
  /** Only the icon is seen; the label is its name. */
  readonly bare?: boolean;
  /** Which edge it shares with the button. */
  readonly align?: 'start' | 'end';
  /** The content, made only while it is open; it may close itself. */
  readonly children: (close: () => void) => ReactNode;
  readonly testId: string;
}

export function Popover({
  label,
  icon,
  bare = false,
  align = 'start',
  children,
  testId,
  ...rest
}: PopoverProps): ReactElement {
  const id = useId();
  const [open, setOpen] = useState<HTMLElement | null>(null);
  const anchor = `--${id.replace(/[^\w-]/g, '')}`;
  const trigger = {
    popoverTarget: id,
    'aria-haspopup': 'dialog',
    'data-testid': testId,
    style: { anchorName: anchor } as CSSProperties,
    ...rest,
  } as const;
  return (
    <>
      {bare && icon ? (
        <IconButton icon={icon} label={label} {...trigger} />
      ) : (
        <Button {...(icon && { icon })} {...trigger}>
          {label}
        </Button>
      )}
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles['popover']}
        data-align={align}
        data-testid={`${testId}-popover`}
        style={{ positionAnchor: anchor }}
        onToggle={(event) => setOpen(event.newState === 'open' ? event.currentTarget : null)}
      >
        {open && children(() => open.hidePopover())}
      </div>
    </>
  );
}
