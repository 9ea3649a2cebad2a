// The services of this page, made once: one engine, one queue of pictures. Actions use these.
import { store } from '../store/store.ts';
import { pageEngine } from '../services/engine.ts';
import { pagePreprocess } from '../services/preprocess.ts';
import { createQueue } from '../services/queue.ts';

export const engine = pageEngine((status) => {
  store.setState(status.status === 'ready' ? { engine: status, pack: status.pack } : { engine: status });
});

/** Pictures are made one at a time, whoever asks: the panels or `window.inkling`. */
export const queue = createQueue();

export const preprocessors = pagePreprocess();
