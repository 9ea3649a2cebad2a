// Models that people bring: files dropped, chosen or at an address, recognised, kept on this device and, where they are whole
// models, used.
import type { ModelRecord } from '../../workers/engine/api.ts';
import { isAbort } from '../../workers/errors.ts';
import { t } from '../i18n/i18n.ts';
import { withNets } from '../services/addedNets.ts';
import { failureOf } from '../services/failure.ts';
import { store } from '../store/store.ts';
import type { ShelfSlice } from '../store/shelf.ts';
import { chooseModel } from './models.ts';
import { notify } from './notice.ts';
import { engine } from './page.ts';
import { openSheet } from './sheet.ts';

let adding: AbortController | null = null;

/** Adds files, or those at addresses, one after another; the last whole model among them is then in use. */
export async function addModelFiles(files: readonly (File | string)[]): Promise<void> {
  if (store.getState().shelf.adding) return notify(t('shell:addBusy'));
  openSheet('models');
  setShelf({ failures: [] });
  const added = await addAll(files);
  await readShelf();
  const whole = added.findLast(({ kind }) => kind === 'checkpoint');
  if (whole) {
    const failure = await chooseModel({ id: whole.id });
    if (failure) setShelf({ failures: [...store.getState().shelf.failures, { file: whole.name, failure }] });
    else notify(t('shell:addUsed', { name: whole.name }));
  } else if (added.length > 0) notify(t('shell:addDone', { names: added.map(({ name }) => name).join(', ') }));
}

async function addAll(files: readonly (File | string)[]): Promise<readonly ModelRecord[]> {
  const controller = new AbortController();
  adding = controller;
  const added: ModelRecord[] = [];
  for (const file of files) {
    if (controller.signal.aborted) break;
    try {
      added.push(await addOne(file, controller.signal));
    } catch (error) {
      if (isAbort(error)) break;
      const failures = [...store.getState().shelf.failures, { file: nameOf(file), failure: failureOf(error) }];
      setShelf({ failures });
    }
  }
  if (adding === controller) adding = null;
  setShelf({ adding: null });
  return added;
}

function addOne(source: File | string, signal: AbortSignal): Promise<ModelRecord> {
  const fetching = typeof source === 'string';
  const tell = (loadedBytes: number, totalBytes: number): void =>
    setShelf({ adding: { file: nameOf(source), fetching, loadedBytes, totalBytes } });
  tell(0, fetching ? 0 : source.size);
  return engine.addModel(
    { source },
    { signal, onProgress: ({ loadedBytes, totalBytes }) => tell(loadedBytes, totalBytes) },
  );
}

const nameOf = (file: File | string): string =>
  typeof file === 'string'
    ? (file
        .replace(/[?#].*$/, '')
        .split('/')
        .at(-1) ?? file)
    : file.name;

export function cancelAdding(): void {
  adding?.abort();
}

/** Asks what is on this device. */
export async function readShelf(): Promise<void> {
  const models = await engine.models();
  setShelf({ models });
  const { engine: status } = store.getState();
  if (status.status === 'ready') store.setState({ pack: withNets(status.pack, models) });
}

/** Deletes a model; where it was in use, the one that ships with the page takes its place. */
export async function removeModel({ id, name }: ModelRecord): Promise<void> {
  setShelf({ failures: [] });
  try {
    await engine.removeModel(id);
  } catch (error) {
    setShelf({ failures: [{ file: name, failure: failureOf(error) }] });
  }
  await readShelf();
}

function setShelf(change: Partial<ShelfSlice>): void {
  store.setState(({ shelf }) => ({ shelf: { ...shelf, ...change } }));
}
