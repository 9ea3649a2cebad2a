// Models that people bring or get: files dropped, chosen or at an address, recognised, kept on this device and, where they are
// whole models, used.
import type { AddModel, ModelRecord, UnfinishedModel } from '../../../workers/engine/api.ts';
import { isAbort } from '../../../workers/errors.ts';
import { entryOf } from '../../catalogue/offers.ts';
import type { CatalogueEntry } from '../../catalogue/types.ts';
import { t } from '../../i18n/i18n.ts';
import { saidFailure } from '../../i18n/said.ts';
import { failureOf } from '../../machine/failure.ts';
import { createRate } from '../../machine/rate.ts';
import type { AddFailure, ShelfSlice } from '../../state/shelf.ts';
import { store } from '../../state/store.ts';
import { keepOrAsk } from './keepCopy.ts';
import { chooseModel, sweepingEnds } from './models.ts';
import { notify } from '../../notices/notice.ts';
import { engine, readModels } from './page.ts';
import { openSheet } from '../../state/sheet.ts';

/** A file of the disk, an address, or an address with what the file there does not say. */
type Wanted = File | string | (AddModel & { readonly source: File | string });

/** Progress reports closer together than this are left out; no eye could read them. */
const REPORT_MS = 100;

let adding: AbortController | null = null;

/** Adds files, or those at addresses, one after another, and shows it; the last whole model among them is then in use. */
export async function addModelFiles(files: readonly Wanted[]): Promise<void> {
  openSheet('models');
  await addModels(files);
}

/** Gets a model of the catalogue, wherever on the page it was asked for. */
export async function getModel({ source, name, condition, sha256, prediction }: CatalogueEntry): Promise<void> {
  const told = { ...(condition && { condition }), ...(sha256 && { sha256 }), ...(prediction && { prediction }) };
  await addModels([{ source, name, ...told }]);
  // The sheet shows what went wrong; whoever asked elsewhere hears of it there.
  const { shelf, sheet } = store.getState();
  const [failed] = shelf.failures;
  if (failed && sheet !== 'models') notify(saidFailure(failed.failure));
}

async function addModels(files: readonly Wanted[]): Promise<void> {
  const { shelf } = store.getState();
  if (shelf.adding ?? shelf.keepQuestion) return notify(t('shell:addBusy'));
  setShelf({ failures: [] });
  const answer = await keepOrAsk(files.filter((file) => file instanceof File));
  if (answer === 'cancel') return;
  const added = await addAll(files, answer === 'keep');
  await readShelf();
  const whole = added.findLast(({ kind }) => kind === 'checkpoint');
  if (whole) {
    const failure = await chooseModel({ id: whole.id });
    if (failure) setShelf({ failures: [...store.getState().shelf.failures, { file: whole.name, failure }] });
    else notify(t('shell:addUsed', { name: whole.name }));
  } else if (added.length > 0) notify(t('shell:addDone', { names: added.map(({ name }) => name).join(', ') }));
}

async function addAll(files: readonly Wanted[], keep: boolean): Promise<readonly ModelRecord[]> {
  const controller = new AbortController();
  adding = controller;
  const added: ModelRecord[] = [];
  for (const file of files) {
    if (controller.signal.aborted) break;
    try {
      added.push(await addOne(file, keep, controller.signal));
    } catch (error) {
      if (isAbort(error)) break;
      const again = addressOf(file);
      const failed = { file: nameOf(file), failure: failureOf(error), ...(again && { again }) };
      setShelf({ failures: [...store.getState().shelf.failures, failed] });
    }
  }
  if (adding === controller) adding = null;
  setShelf({ adding: null });
  return added;
}

function addOne(wanted: Wanted, keep: boolean, signal: AbortSignal): Promise<ModelRecord> {
  const model: AddModel =
    wanted instanceof File ? { source: wanted, keep } : typeof wanted === 'string' ? { source: wanted } : wanted;
  const about = { file: nameOf(wanted), source: typeof model.source === 'string' ? model.source : '' };
  const rate = createRate();
  const tell = (loadedBytes: number, totalBytes: number): void => {
    const bytesPerSecond = rate(loadedBytes, performance.now());
    setShelf({ adding: { ...about, loadedBytes, totalBytes, bytesPerSecond } });
  };
  tell(0, model.source instanceof Blob ? model.source.size : 0);
  let told = -Infinity;
  const onProgress = ({ loadedBytes, totalBytes }: { loadedBytes: number; totalBytes: number }): void => {
    const now = performance.now();
    if (now - told < REPORT_MS && loadedBytes < totalBytes) return;
    told = now;
    tell(loadedBytes, totalBytes);
  };
  return engine.addModel(model, { signal, onProgress });
}

/** What is to be asked for once more: a file of the disk is for its owner to choose. */
function addressOf(wanted: Wanted): AddFailure['again'] {
  const model = typeof wanted === 'string' || wanted instanceof File ? { source: wanted } : wanted;
  const { source } = model;
  return typeof source === 'string' ? { ...model, source } : undefined;
}

function nameOf(wanted: Wanted): string {
  if (wanted instanceof File) return wanted.name;
  if (typeof wanted !== 'string') return wanted.name ?? nameOf(wanted.source);
  const path = wanted.replace(/[?#].*$/, '').split('/');
  return path.at(-1) || wanted;
}

/** Stops what is on its way; what has arrived of a download stays, and it can go on. */
export function cancelAdding(): void {
  adding?.abort();
}

/** Asks what is on this device. */
export async function readShelf(): Promise<void> {
  await readModels();
  const [unfinished, deleted] = await Promise.all([engine.unfinishedModels(), engine.deletedModels()]);
  setShelf({ unfinished, deleted });
}

type Named = Pick<ModelRecord, 'id' | 'name'>;

/**
 * Deletes a model, which can be undone until the page is started again; for good what was deleted before, or has arrived in part.
 * Where it was in use, the one that ships with the page takes its place.
 */
export async function removeModel({ id, name }: Named): Promise<void> {
  const used = store.getState().pack?.id === id;
  await sweepingEnds();
  await told(name, () => engine.removeModel(id));
  if (!store.getState().shelf.deleted.some((model) => model.id === id)) return;
  const run = (): void => void restoreModel({ id, name }, used);
  notify(t('shell:deletedModel', { name }), { label: t('common:undo'), run });
}

/** Puts a deleted model back, and in use where it was. */
export async function restoreModel({ id, name }: Named, use = false): Promise<void> {
  await told(name, () => engine.restoreModel(id));
  const failure = use ? await chooseModel({ id }) : null;
  if (failure) setShelf({ failures: [{ file: name, failure }] });
}

/** Does it, shows what is on this device then, and why not where it failed. */
async function told(file: string, job: () => Promise<unknown>): Promise<void> {
  setShelf({ failures: [] });
  try {
    await job();
  } catch (error) {
    setShelf({ failures: [{ file, failure: failureOf(error) }] });
  }
  await readShelf();
}

/** Goes on with a download that stopped. */
export function goOn({ source }: UnfinishedModel): Promise<void> {
  const entry = entryOf(source);
  return entry ? getModel(entry) : addModels([source]);
}

function setShelf(change: Partial<ShelfSlice>): void {
  store.setState(({ shelf }) => ({ shelf: { ...shelf, ...change } }));
}
