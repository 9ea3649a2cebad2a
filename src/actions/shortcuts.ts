// Keys that work anywhere on the page. Listed for the user in `panels/` titles; typing in a field is left alone.
import { redo, setTool, stepBrush, undo } from './draw.ts';
import { cancel, generate, isBusy } from './generate.ts';
import { store } from '../store/store.ts';

/** Starts listening. Returns the way to stop. */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    if (document.querySelector(':modal')) return; // an editor's own keys
    if (actOn(event)) event.preventDefault();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function actOn(event: KeyboardEvent): boolean {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && key === 'enter') return (void generate(), true);
  if (key === 'escape') {
    const busy = isBusy(store.getState().job);
    if (busy) cancel();
    return busy;
  }
  if (isTyping(event.target)) return false;
  if (command && key === 'z') return (event.shiftKey ? redo() : undo(), true);
  if (command && key === 'y') return (redo(), true);
  if (command || event.altKey) return false;
  return toolKey(key);
}

function toolKey(key: string): boolean {
  switch (key) {
    case 'p':
    case 'b':
      return (setTool('pen'), true);
    case 'e':
      return (setTool('eraser'), true);
    case '[':
      return (stepBrush(-1), true);
    case ']':
      return (stepBrush(1), true);
    default:
      return false;
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'range';
}
