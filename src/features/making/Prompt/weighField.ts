// A change of the words that the field's own undo takes back.
import { weighed } from '../../../words/weigh.ts';

export function weighField(field: HTMLTextAreaElement, direction: 1 | -1): void {
  const { value, selectionStart, selectionEnd } = field;
  const edit = weighed(value, selectionStart, selectionEnd, direction);
  if (!edit) return;
  field.setSelectionRange(edit.from, edit.to);
  insertText(field, edit.insert);
  field.setSelectionRange(...edit.select);
}

/** Puts text in the place of the selection, as if it had been typed. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  // Nothing else writes into a field so that Ctrl+Z in it takes it back; every browser has it, and no successor is in sight.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
