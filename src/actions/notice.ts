// Short words to the user that need no answer. Newest wins; they go by themselves.
import { store } from '../store/store.ts';

const SHOWN_MS = 6000;
let lastId = 0;

export function notify(text: string): void {
  const id = ++lastId;
  store.setState({ notice: { id, text } });
  setTimeout(() => {
    if (store.getState().notice?.id === id) store.setState({ notice: null });
  }, SHOWN_MS);
}
