// The list of words that may follow, for a field that is typed into: opened by typed letters alone (not by a paste, not while a word
// of another script is composed), closed by whatever moves the caret.
import { useEffect, useRef, useState } from 'react';
import { wordStock } from '../completions.ts';
import { complete, type Suggestion, type WordStock } from '../../../words/complete.ts';
import { insertText } from './weighField.ts';

export interface ShownCompletion {
  readonly suggestions: readonly Suggestion[];
  readonly to: number;
  /** The chosen one; -1: none. */
  readonly active: number;
}

interface Completing {
  readonly shown: ShownCompletion | null;
  /** Puts a suggestion into the field. */
  readonly take: (place: number) => void;
}

export function useCompletion(field: HTMLTextAreaElement): Completing {
  const stock = useRef<WordStock | null>(null);
  /** A suggestion goes into the field, which nobody types. */
  const taking = useRef(false);
  const [shown, show] = useState<ShownCompletion | null>(null);
  const take = (place: number): void => {
    const chosen = shown?.suggestions[place];
    if (!shown || !chosen) return;
    field.setSelectionRange(chosen.from, shown.to);
    taking.current = true;
    insertText(field, chosen.insert);
    taking.current = false;
    show(null);
  };
  useEffect(() => {
    const read = (): void => void wordStock().then((words) => (stock.current = words));
    read();
    const onInput = (event: Event): void => {
      show(!taking.current && isTyped(event) && stock.current ? offered(field, stock.current) : null);
    };
    const close = (): void => show(null);
    const listeners = { input: onInput, blur: close, pointerdown: close, compositionstart: close, focus: read };
    for (const [name, listener] of Object.entries(listeners)) field.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) field.removeEventListener(name, listener);
    };
  }, [field]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!shown) return;
      const act = actOf(event, shown, show, take);
      if (!act) return;
      // The page's own keys (Enter makes the picture, Esc stops it) do not hear it.
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    field.addEventListener('keydown', onKey);
    return () => field.removeEventListener('keydown', onKey);
  });
  return { shown, take };
}

/** Phones' keyboards compose every word, letter by letter. */
const LATIN = /^[\p{Script=Latin}'’-]{1,30}$/u;

/** One letter more or less: what is dictated, corrected or filled in comes as one piece. */
function isTyped(event: Event): boolean {
  if (!(event instanceof InputEvent)) return false;
  if (event.isComposing) return matchMedia('(pointer: coarse)').matches && LATIN.test(event.data ?? '');
  if (event.inputType === 'insertText') return event.data?.length === 1;
  return event.inputType === 'deleteContentBackward';
}

function offered(field: HTMLTextAreaElement, stock: WordStock): ShownCompletion | null {
  const { value, selectionStart, selectionEnd } = field;
  const suggestions = selectionStart === selectionEnd ? complete(value, selectionStart, stock) : [];
  return suggestions.length > 0 ? { suggestions, to: selectionStart, active: -1 } : null;
}

/** What the key does to the list; null leaves it to others. */
function actOf(
  event: KeyboardEvent,
  shown: ShownCompletion,
  show: (next: ShownCompletion | null) => void,
  take: (place: number) => void,
): (() => void) | null {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  const { active, suggestions } = shown;
  const count = suggestions.length;
  switch (event.key) {
    case 'ArrowDown':
      return () => show({ ...shown, active: (active + 1) % count });
    case 'ArrowUp':
      return () => show({ ...shown, active: active <= 0 ? count - 1 : active - 1 });
    case 'Escape':
      return () => show(null);
    case 'Enter':
    case 'Tab':
      return active < 0 ? null : () => take(active);
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'Home':
    case 'End':
      show(null);
      return null;
    default:
      return null;
  }
}
