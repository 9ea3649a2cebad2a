// A button that does it at the second press; looking away takes the first one back.
import { type ReactElement, useState } from 'react';
import { Button } from './Button.tsx';

export interface ConfirmButtonProps {
  /** What it does, in full, for screen readers. */
  readonly label: string;
  readonly text: string;
  /** In the place of the text after the first press. */
  readonly sure: string;
  readonly onConfirm: () => void;
  readonly testId: string;
}

export function ConfirmButton({ label, text, sure, onConfirm, testId }: ConfirmButtonProps): ReactElement {
  const [asked, setAsked] = useState(false);
  const press = (): void => {
    if (asked) onConfirm();
    setAsked(!asked);
  };
  return (
    <Button
      look={asked ? 'danger' : 'plain'}
      aria-label={asked ? `${label}: ${sure}` : label}
      data-testid={testId}
      onClick={press}
      onBlur={() => setAsked(false)}
    >
      {asked ? sure : text}
    </Button>
  );
}
