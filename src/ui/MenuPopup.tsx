// The open menu: Base UI brings keys, typing ahead, position and the return of focus.
import { Menu as Base } from '@base-ui/react/menu';
import { Fragment, type ReactElement, type RefObject } from 'react';
import { Icon } from './icons.tsx';
import type { MenuEntry } from './Menu.tsx';
import styles from './Menu.module.css';

export interface MenuPopupProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly button: RefObject<HTMLButtonElement | null>;
  /** What the menu is put into. */
  readonly host: HTMLElement;
  /** Closes the menu, then runs the command. */
  readonly onChoose: (run: () => void) => void;
  readonly onClose: () => void;
  readonly testId: string;
}

export function MenuPopup({ label, entries, button, host, onChoose, onClose, testId }: MenuPopupProps): ReactElement {
  return (
    <Base.Root
      open
      modal={false}
      onOpenChange={(open, { event }) => {
        // A press on the button itself closes by the button's own click.
        const onButton = event.target instanceof Node && button.current?.contains(event.target);
        if (!open && !onButton) onClose();
      }}
    >
      <Base.Portal container={host}>
        <Base.Positioner anchor={button} align="end" sideOffset={4} collisionPadding={8} className={styles['place']}>
          <Base.Popup finalFocus={button} aria-label={label} className={styles['menu']} data-testid={`${testId}-menu`}>
            {entries.map((entry) => (
              <Fragment key={entry.id}>{entryElement(entry, testId, onChoose)}</Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function entryElement(entry: MenuEntry, testId: string, onChoose: MenuPopupProps['onChoose']): ReactElement {
  const id = `${testId}-${entry.id}`;
  switch (entry.kind) {
    case 'line':
      return <Base.Separator className={styles['line']} />;
    case 'command':
      return (
        <Base.Item
          className={styles['item']}
          disabled={entry.disabled ?? false}
          data-danger={entry.danger}
          data-testid={id}
          onClick={() => onChoose(entry.onSelect)}
        >
          <span className={styles['mark']}>{entry.icon && <Icon name={entry.icon} />}</span>
          <span className={styles['label']}>{entry.label}</span>
          {entry.keys && <kbd>{entry.keys}</kbd>}
        </Base.Item>
      );
    case 'switch':
      return (
        <Base.CheckboxItem
          className={styles['item']}
          checked={entry.on}
          onCheckedChange={entry.onChange}
          data-testid={id}
        >
          <span className={styles['mark']}>{entry.on && <Icon name="check" />}</span>
          <span className={styles['label']}>{entry.label}</span>
        </Base.CheckboxItem>
      );
    case 'choice':
      return <Choice entry={entry} testId={id} />;
  }
}

function Choice({ entry, testId }: { entry: Extract<MenuEntry, { kind: 'choice' }>; testId: string }): ReactElement {
  return (
    <Base.RadioGroup value={entry.value} onValueChange={(value: string) => entry.onChange(value)}>
      <Base.Group>
        <Base.GroupLabel className={styles['group']}>{entry.label}</Base.GroupLabel>
        <div className={styles['options']}>
          {entry.options.map(({ value, label, lang }) => (
            <Base.RadioItem
              key={value}
              value={value}
              lang={lang}
              className={styles['item']}
              data-testid={`${testId}-${value}`}
            >
              {value === entry.value && <Icon name="check" size={16} />}
              {label}
            </Base.RadioItem>
          ))}
        </div>
      </Base.Group>
    </Base.RadioGroup>
  );
}
