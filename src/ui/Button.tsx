// Buttons: with words, or an icon with a name for screen readers. Look only; knows no action.
import type { ComponentProps, ReactElement } from 'react';
import styles from './Button.module.css';
import { Icon, type IconName } from './icons.tsx';

type Native = Omit<ComponentProps<'button'>, 'className' | 'type'>;

export interface ButtonProps extends Native {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'stop' | 'danger';
  readonly icon?: IconName;
  /** Sends its form. */
  readonly submits?: boolean;
}

export function Button({ look = 'plain', icon, submits = false, children, ...rest }: ButtonProps): ReactElement {
  return (
    <button type={submits ? 'submit' : 'button'} className={`${styles['button']} ${styles[look]}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Native {
  readonly icon: IconName;
  readonly label: string;
  /** Shown in the tooltip behind the label. */
  readonly keys?: string;
}

export function IconButton({ icon, label, keys, ...rest }: IconButtonProps): ReactElement {
  const title = keys ? `${label} (${keys})` : label;
  return (
    <button type="button" className={styles['icon']} aria-label={label} title={title} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
