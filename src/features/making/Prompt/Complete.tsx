// Words that may follow, in a list over the page, while somebody types. Nothing is chosen until an arrow key or a finger chooses it:
// Enter and Tab keep their meaning until then. The field stays a text field, as ARIA wants of more than one line.
import { type ReactElement, useEffect, useId } from 'react';
import { useT } from '../../../i18n/useT.ts';
import '../../../i18n/words/later.ts';
import spokenStyles from '../../../ui/spoken.module.css';
import styles from './Complete.module.css';
import { useCompletion } from './useCompletion.ts';

/** For the field that has, or had, the focus. */
export function Complete({ field }: { field: HTMLTextAreaElement }): ReactElement {
  const t = useT();
  const id = useId();
  const { shown, take } = useCompletion(field);
  const active = shown?.active ?? -1;
  useAttributes(field, {
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': id,
    'aria-activedescendant': active < 0 ? null : `${id}-${active}`,
  });
  return (
    <>
      <ul
        id={id}
        role="listbox"
        aria-label={t('later:completions')}
        className={styles['list']}
        hidden={!shown}
        data-testid="completions"
      >
        {shown?.suggestions.map(({ insert, also }, i) => (
          <li
            key={insert}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            onPointerDown={(event) => event.preventDefault()} // the field keeps the focus
            onClick={() => take(i)}
          >
            {insert}
            {also !== undefined && <small>{also}</small>}
          </li>
        ))}
      </ul>
      <p role="status" className={spokenStyles['spoken']}>
        {shown && active < 0 && t('later:completionsCount', { count: shown.suggestions.length })}
      </p>
    </>
  );
}

/** Of an element that another component renders; null: not there. */
function useAttributes(element: Element, attributes: Readonly<Record<string, string | null>>): void {
  useEffect(() => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
    return () => {
      for (const name of Object.keys(attributes)) element.removeAttribute(name);
    };
  });
}
