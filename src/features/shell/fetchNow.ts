// Where data is to be spared, the model comes when a picture is wished for: at the first stroke, the first words, or on demand.
import { hasWish } from '../../control/pageRequest.ts';
import { store } from '../../state/store.ts';

/** Resolves when a picture is wished for, or the engine is started by somebody. */
export function wished(): Promise<void> {
  return new Promise((done) => {
    const look = (): boolean => hasWish(store.getState()) || store.getState().engine.status !== 'none';
    if (look()) return done();
    const stop = store.subscribe(() => {
      if (!look()) return;
      stop();
      done();
    });
  });
}
