// Short words to the user that need no answer, some with a button that takes back what they tell. Newest wins; they go by themselves.
import { store } from '../store/store.ts';

const SHOWN_MS = 6000;
/** So long for each letter of a longer text. */
const READING_MS = 60;
/** Time enough to find the button. */
const SHOWN_WITH_ACTION_MS = 12_000;
let lastId = 0;
let pending: { readonly id: number; readonly run: () => void } | null = null;

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
  /** At least so long. */
  readonly shownMs?: number;
}

export function notify(text: string, action?: NoticeAction): void {
  announce(text, action);
}

/** Says it; the result takes it back where it is still to be read. */
export function announce(text: string, action?: NoticeAction): () => void {
  const id = ++lastId;
  pending = action ? { id, run: action.run } : null;
  store.setState({ notice: { id, text, ...(action && { action: action.label }) } });
  const leastMs = action ? (action.shownMs ?? SHOWN_WITH_ACTION_MS) : SHOWN_MS;
  setTimeout(() => dismiss(id), Math.max(leastMs, text.length * READING_MS));
  return () => dismiss(id);
}

/** Does what the notice's button says, once. */
export function actOnNotice(id: number): void {
  if (pending?.id === id) pending.run();
  dismiss(id);
}

function dismiss(id: number): void {
  if (pending?.id === id) pending = null;
  if (store.getState().notice?.id === id) store.setState({ notice: null });
}
