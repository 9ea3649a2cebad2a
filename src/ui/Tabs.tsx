// Tabs over panels; arrow keys move between them. Behaviour: Base UI (13 kB gzip: load what uses it lazily). Look only.
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactElement, ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly content: ReactNode;
}

export interface TabsProps<T extends string> {
  /** What the tabs choose among, for screen readers. */
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly testId: string;
}

export function Tabs<T extends string>({ label, tabs, value, onChange, testId }: TabsProps<T>): ReactElement {
  return (
    <Base.Root value={value} onValueChange={(next: T) => onChange(next)} data-testid={testId}>
      <Base.List aria-label={label} activateOnFocus className={styles['list']}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={styles['tab']} data-testid={`${testId}-${tab.value}`}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className={styles['panel']}>
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
