// Keys in the fields of words: Enter makes the picture, Shift+Enter breaks the line, Ctrl+Up and Ctrl+Down weigh.
import type { KeyboardEvent } from 'react';
import { generate } from '../onDemand.ts';

/** What Safari reports for the Enter that ends a composition, when `isComposing` is false already. */
const COMPOSING_KEY = 229;

export function onWordKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const { key, shiftKey, altKey, ctrlKey, metaKey, currentTarget, nativeEvent } = event;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only sign that Safari gives
  if (event.defaultPrevented || nativeEvent.isComposing || nativeEvent.keyCode === COMPOSING_KEY) return;
  const commanded = ctrlKey || metaKey;
  if (key === 'Enter' && !shiftKey && !altKey && !commanded) {
    event.preventDefault();
    generate();
  } else if ((key === 'ArrowUp' || key === 'ArrowDown') && commanded && !shiftKey && !altKey) {
    event.preventDefault();
    void import('./weighField.ts').then(({ weighField }) => weighField(currentTarget, key === 'ArrowUp' ? 1 : -1));
  }
}
