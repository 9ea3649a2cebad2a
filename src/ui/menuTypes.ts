// A menu as data: commands, choices, switches. Types only.
import type { IconName } from './icons.tsx';

export type MenuEntry =
  | {
      readonly kind: 'command';
      readonly id: string;
      readonly label: string;
      readonly icon?: IconName;
      /** The shortcut, for the eye. */
      readonly keys?: string;
      readonly disabled?: boolean;
      readonly danger?: boolean;
      readonly onSelect: () => void;
    }
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly label: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
      readonly onChange: (value: string) => void;
    }
  | {
      readonly kind: 'switch';
      readonly id: string;
      readonly label: string;
      readonly on: boolean;
      readonly onChange: (on: boolean) => void;
    }
  | { readonly kind: 'line'; readonly id: string };

export interface MenuProps {
  readonly label: string;
  readonly icon?: IconName;
  /** Only the icon is seen; the label is its name. */
  readonly bare?: boolean;
  readonly entries: readonly MenuEntry[];
  /** Entries are `<testId>-<id>`. */
  readonly testId: string;
}
