// A file chooser that looks like a button. Look only.
import type { ChangeEvent, ReactElement, ReactNode } from 'react';
import button from './Button.module.css';
import styles from './FileButton.module.css';
import { Icon, type IconName } from './icons.tsx';

export interface FileButtonProps {
  readonly icon: IconName;
  readonly children: ReactNode;
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly onFile: (file: File) => void;
  readonly testId: string;
  /** What may be chosen; pictures without it. */
  readonly accept?: string;
  /** Asks a phone for its camera. */
  readonly camera?: boolean;
}

export function FileButton({
  icon,
  children,
  look = 'plain',
  onFile,
  testId,
  accept = 'image/*',
  camera = false,
}: FileButtonProps): ReactElement {
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = ''; // the same file can be chosen again
    if (file) onFile(file);
  };
  return (
    <label className={`${button['button']} ${button[look]} ${styles['file']} ${camera ? styles['camera'] : ''}`}>
      <input
        type="file"
        accept={accept}
        {...(camera && { capture: 'environment' as const })}
        data-testid={testId}
        onChange={onChange}
      />
      <Icon name={icon} />
      {children}
    </label>
  );
}
