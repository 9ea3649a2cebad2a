// Short words to the user that need no answer, some with a button that takes back what they tell. Newest wins; they go by themselves.
import { store } from '../state/store.ts';

const SHOWN_MS = 6000;
/** So long for each letter of a longer text. */
const READING_MS = 60;
/** Time enough to find the button. */
const SHOWN_WITH_ACTION_MS = 12_000;
let lastId = 0;
/** The step of the drawing that the notice tells of: undone, there is nothing to tell. */
let told: { readonly step: unknown; readonly withdraw: () => void } | null = null;
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

/** Tells of a step of the drawing, which has just been made. */
export function notifyStep(text: string): void {
  told = { step: store.getState().drawing.present, withdraw: announce(text) };
}

/** The drawing `step` is gone from the paper. */
export function withdrawStep(step: unknown): void {
  if (told?.step !== step) return;
  told?.withdraw();
  told = null;
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
