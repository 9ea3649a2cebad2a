// A part of the page that folds, on the native <details>. It remembers nothing: the caller keeps `open`. Look only.
import { type ReactElement, type ReactNode } from 'react';
import styles from './Disclosure.module.css';
import { Icon } from './icons.tsx';

export interface DisclosureProps {
  readonly title: ReactNode;
  /** In a few words what is inside, seen while it is folded. */
  readonly summary?: ReactNode;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly children: ReactNode;
  readonly testId: string;
}

export function Disclosure({ title, summary, open, onToggle, children, testId }: DisclosureProps): ReactElement {
  return (
    <details
      className={styles['disclosure']}
      open={open}
      data-testid={testId}
      onToggle={(event) => {
        // The event also comes when React set `open`, and from <details> within.
        if (event.target === event.currentTarget && event.currentTarget.open !== open)
          onToggle(event.currentTarget.open);
      }}
    >
      <summary>
        <Icon name="fold" size={16} />
        <span className={styles['title']}>{title}</span>
        {!open && summary && <span className={styles['about']}>{summary}</span>}
      </summary>
      {open && <div className={styles['content']}>{children}</div>}
    </details>
  );
}
