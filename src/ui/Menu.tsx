// A button with a menu of commands and choices, given as data. The menu itself is loaded when somebody reaches for it.
import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { Button, IconButton } from './Button.tsx';
import { onDemand } from './onDemand.tsx';
import type { MenuProps } from './menuTypes.ts';

const load = () => import('./MenuPopup.tsx').then((it) => it.MenuPopup);
const MenuPopup = onDemand(load);

export function Menu({ label, icon, bare = false, entries, testId }: MenuProps): ReactElement {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (open || !chosen.current) return;
    // The menu is gone: whatever the command opens gives the focus back to the button.
    const run = chosen.current;
    chosen.current = null;
    button.current?.focus();
    run();
  }, [open]);
  const choose = (run: () => void): void => {
    chosen.current = run;
    setOpen(false);
  };
  const close = useCallback(() => setOpen(false), []);
  const trigger = {
    ref: button,
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    'data-testid': testId,
    onClick: () => setOpen(!open),
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
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
      {open && <MenuPopup {...{ label, entries, testId, button }} onChoose={choose} onClose={close} />}
    </>
  );
}
