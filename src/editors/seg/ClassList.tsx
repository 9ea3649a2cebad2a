// The 150 classes with their colours: typed for, walked through with arrow keys, or clicked.
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { CLASSES, type SegClass } from '../../../workers/preprocess/seg_ofade20k/palette.ts';
import { said } from '../../i18n/said.ts';
import { useT } from '../../i18n/useT.ts';
import field from '../../ui/field.module.css';
import { findClasses } from './find.ts';
import styles from './seg.module.css';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

interface ClassListProps {
  readonly chosen: number;
  readonly recent: readonly number[];
  readonly onChoose: (index: number) => void;
}

export function ClassList({ chosen, recent, onChoose }: ClassListProps): ReactElement {
  const t = useT();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(chosen);
  const found = findClasses(text, recent, said);
  const position = Math.max(
    0,
    found.findIndex(({ index }) => index === active),
  );
  const current = found[position];
  const currentIndex = current?.index;
  useEffect(() => keepInView(list.current, currentIndex), [currentIndex, text]);

  const onKey = (event: KeyboardEvent): void => {
    const steps = STEPS[event.key];
    if (steps !== undefined) setActive(found[clamp(position + steps, found.length)]?.index ?? active);
    else if (event.key === 'Enter' && current) onChoose(current.index);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles['classes']}>
      <Search {...{ id, chosen, text, onKey }} active={currentIndex} onText={setText} />
      <ul
        ref={list}
        id={`${id}-list`}
        className={styles['list']}
        role="listbox"
        aria-label={t('editors:classes')}
        tabIndex={-1}
      >
        {found.map((each) => (
          <Option
            key={each.index}
            of={each}
            id={`${id}-${each.index}`}
            chosen={each.index === chosen}
            active={each.index === currentIndex}
            onClick={() => {
              setActive(each.index);
              onChoose(each.index);
            }}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={styles['none']}>{t('editors:noClass')}</p>}
    </div>
  );
}

interface SearchProps {
  readonly id: string;
  readonly chosen: number;
  readonly active: number | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The field, which says the chosen class and keeps the focus while the list is walked through. */
function Search({ id, chosen, active, text, onText, onKey }: SearchProps): ReactElement {
  const t = useT();
  return (
    <label className={field['field']}>
      <span className={field['label']}>
        {t('editors:class')} <b>{said(CLASSES[chosen]?.name ?? '')}</b>
      </span>
      <input
        className={field['input']}
        type="search"
        role="combobox"
        placeholder={t('editors:findClass')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKey}
        data-testid="seg-search"
      />
    </label>
  );
}

interface OptionProps {
  readonly of: SegClass;
  readonly id: string;
  readonly chosen: boolean;
  readonly active: boolean;
  readonly onClick: () => void;
}

/** Keys are the search field's business: it keeps the focus. */
function Option({ of: { index, name, colour }, id, chosen, active, onClick }: OptionProps): ReactElement {
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      className={styles['option']}
      data-active={active}
      data-class={index}
      data-testid="seg-class"
      onClick={onClick}
    >
      <span className={styles['swatch']} style={{ background: `rgb(${colour.join(' ')})` }} />
      {said(name)}
    </li>
  );
}

/** Scrolls the list (which its options measure from) only: scrollIntoView would move the page as well. */
function keepInView(list: HTMLElement | null, index: number | undefined): void {
  const option = list?.querySelector<HTMLElement>(`[data-class="${index ?? -1}"]`);
  if (!list || !option) return;
  const top = option.offsetTop;
  const bottom = top + option.offsetHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}

function clamp(position: number, length: number): number {
  return Math.max(0, Math.min(length - 1, position));
}
