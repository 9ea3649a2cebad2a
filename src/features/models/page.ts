// The services of this page, made once: one engine, one queue of pictures. Actions use these.
import { t } from '../../i18n/i18n.ts';
import { store } from '../../state/store.ts';
import { withNets } from '../../machine/addedNets.ts';
import { pageEngine } from '../../machine/engine.ts';
import { pagePreprocess } from '../../machine/preprocess.ts';
import { createQueue } from '../../machine/queue.ts';
import { askToPersist } from '../../machine/storage.ts';
import { notify } from '../../notices/notice.ts';
import { setPrefs } from '../../state/changePrefs.ts';

export const engine = pageEngine({
  report: (status) => {
    const before = store.getState().pack;
    if (status.status !== 'ready') return store.setState({ engine: status });
    if (status.pack.kept === false && status.pack.id !== before?.id)
      notify(t('library:modelUnkept', { name: status.pack.name }));
    store.setState({ engine: status, pack: withNets(status.pack, store.getState().shelf.models) });
    readModels().catch(() => undefined); // a dead engine is told elsewhere
  },
  remember: (pack) => setPrefs({ pack }),
  // Gigabytes that somebody waited for should not be cleared. Whatever the browser answers, the model is usable.
  keepStorage: () => void askToPersist(),
});

/** Pictures are made one at a time, whoever asks: the panels or `window.inkling`. */
export const queue = createQueue();

export const preprocessors = pagePreprocess();

/** What else is on this device: its nets and VAEs are to be chosen from without anybody having looked at the list. */
export async function readModels(): Promise<void> {
  const models = await engine.models();
  const { engine: status, shelf } = store.getState();
  store.setState({ shelf: { ...shelf, models } });
  if (status.status === 'ready') store.setState({ pack: withNets(status.pack, models) });
}
