// The open menu, by the ARIA Authoring Practices: a popover, so that it lies over everything, open dialogs too.
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { Icon } from './icons.tsx';
import type { MenuEntry } from './menuTypes.ts';
import styles from './Menu.module.css';
import { moveInMenu } from './menuKeys.ts';
import { useMenuPlace } from './useMenuPlace.ts';

export interface MenuPopupProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Closes the menu, then runs the command. */
  readonly onChoose: (run: () => void) => void;
  readonly onClose: () => void;
  readonly testId: string;
}

/** Letters typed faster than this are one word. */
const TYPING_MS = 600;

export function MenuPopup({ label, entries, button, onChoose, onClose, testId }: MenuPopupProps): ReactElement {
  const menu = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  // Before it is placed: what is not shown has no size.
  useLayoutEffect(() => {
    menu.current?.showPopover();
    itemsOf(menu.current)[0]?.focus({ preventScroll: true });
  }, []);
  useMenuPlace(menu, button);
  useEffect(() => {
    const onPress = ({ target }: Event): void => {
      // A press on the button itself closes by the button's own click.
      const own = target instanceof Node && (menu.current?.contains(target) || button.current?.contains(target));
      if (!own) onClose();
    };
    document.addEventListener('pointerdown', onPress, { capture: true });
    return () => document.removeEventListener('pointerdown', onPress, { capture: true });
  }, [button, onClose]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault(); // closes no dialog under it
      button.current?.focus();
      return onClose();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = itemsOf(menu.current);
    const at = items.findIndex((item) => item === document.activeElement);
    const { current } = typed;
    const word = event.timeStamp - current.at < TYPING_MS ? current.text : '';
    const labels = items.map(({ textContent }) => textContent);
    const next = moveInMenu(event.key, at, labels, word);
    if (next === null) return;
    event.preventDefault();
    if (event.key.length === 1) typed.current = { text: word + event.key, at: event.timeStamp };
    items[next]?.focus();
  };
  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles['menu']}
      data-testid={`${testId}-menu`}
      onKeyDown={onKeyDown}
      onPointerMove={followPointer}
    >
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} testId={`${testId}-${entry.id}`} onChoose={onChoose} />
      ))}
    </div>
  );
}

const ITEMS = '[role^="menuitem"]';

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
}

/** The entry under the pointer is the one that keys go on from. */
function followPointer({ target }: PointerEvent): void {
  const item = target instanceof Element ? target.closest<HTMLElement>(ITEMS) : null;
  if (item !== document.activeElement) item?.focus({ preventScroll: true });
}

interface EntryProps<E> {
  readonly entry: E;
  readonly testId: string;
}

function Entry({ entry, testId, onChoose }: EntryProps<MenuEntry> & Pick<MenuPopupProps, 'onChoose'>): ReactElement {
  switch (entry.kind) {
    case 'line':
      return <div role="separator" className={styles['line']} />;
    case 'choice':
      return <Choice entry={entry} testId={testId} />;
    case 'switch':
      return (
        <button
          type="button"
          role="menuitemcheckbox"
          tabIndex={-1}
          aria-checked={entry.on}
          className={styles['item']}
          data-testid={testId}
          onClick={() => entry.onChange(!entry.on)}
        >
          <span className={styles['mark']}>{entry.on && <Icon name="check" />}</span>
          <span className={styles['label']}>{entry.label}</span>
        </button>
      );
    case 'command':
      return (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-disabled={entry.disabled ?? false}
          className={styles['item']}
          data-danger={entry.danger}
          data-testid={testId}
          onClick={() => !entry.disabled && onChoose(entry.onSelect)}
        >
          <span className={styles['mark']}>{entry.icon && <Icon name={entry.icon} />}</span>
          <span className={styles['label']}>{entry.label}</span>
          {entry.keys && <kbd>{entry.keys}</kbd>}
        </button>
      );
  }
}

function Choice({ entry, testId }: EntryProps<Extract<MenuEntry, { kind: 'choice' }>>): ReactElement {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={styles['group']}>
        {entry.label}
      </div>
      <div className={styles['options']}>
        {entry.options.map(({ value, label, lang }) => (
          <button
            key={value}
            type="button"
            role="menuitemradio"
            tabIndex={-1}
            aria-checked={value === entry.value}
            lang={lang}
            className={styles['item']}
            data-testid={`${testId}-${value}`}
            onClick={() => entry.onChange(value)}
          >
            {value === entry.value && <Icon name="check" size={16} />}
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
