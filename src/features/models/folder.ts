// Folders of models: dropped on the page, chosen, or opened again that were used at an earlier visit.
import { AppError, isAbort } from '../../../workers/errors.ts';
import { t } from '../../i18n/i18n.ts';
import { readDevice, writeDevice } from '../../library/device.ts';
import { failureOf } from '../../machine/failure.ts';
import {
  droppedFolder,
  filesBelow,
  type FolderLike,
  handledFolder,
  modelIn,
  weightsIn,
} from '../../files/folderFiles.ts';
import { store } from '../../state/store.ts';
import { chooseModel } from './models.ts';
import { notify } from '../../notices/notice.ts';
import { openSheet } from '../../state/sheet.ts';
import { addModelFiles } from './shelf.ts';

/** Where the handle lies among what belongs to this device. */
const KEY = 'modelFolder';

// Chromium alone has these (https://wicg.github.io/file-system-access/).
type Handle = FileSystemDirectoryHandle & {
  requestPermission?(about: { readonly mode: 'read' }): Promise<PermissionState>;
};
interface Picking {
  showDirectoryPicker?(about: { readonly id: string; readonly mode: 'read' }): Promise<Handle>;
}

/** A folder that was dropped, and the way to its handle where the browser has one. */
export interface Dropped {
  readonly entry: FileSystemDirectoryEntry;
  readonly handle: Promise<FileSystemHandle | null>;
}

/** Whether a chosen folder can be asked for again at the next visit. */
export const canPick = (): boolean => 'showDirectoryPicker' in window;

export async function takeFolders(folders: readonly Dropped[]): Promise<void> {
  for (const { entry, handle } of folders) {
    const found = await handle.catch(() => null);
    await takeFolder(droppedFolder(entry), found?.kind === 'directory' ? (found as Handle) : null);
  }
}

/** Asks for a folder in a way that lets the page keep it. */
export async function pickFolder(): Promise<void> {
  try {
    const handle = await (window as Picking).showDirectoryPicker?.({ id: 'models', mode: 'read' });
    if (handle) await takeFolder(handledFolder(handle), handle);
  } catch (error) {
    if (!isAbort(error)) tell('', error);
  }
}

/** The folder of an earlier visit; null where there is none, or the browser keeps no handles. */
export async function earlierFolder(): Promise<Handle | null> {
  const found = (await readDevice([KEY]).catch(() => null))?.get(KEY);
  return typeof FileSystemDirectoryHandle !== 'undefined' && found instanceof FileSystemDirectoryHandle ? found : null;
}

/** Opens it again; the browser asks whoever sits there first. */
export async function openAgain(handle: Handle): Promise<void> {
  try {
    if ((await handle.requestPermission?.({ mode: 'read' })) === 'denied')
      throw new AppError('bad-input', `This page may not read the folder ${handle.name}.`, 'Choose it again.');
    await takeFolder(handledFolder(handle), handle);
  } catch (error) {
    tell(handle.name, error);
  }
}

/** A whole model is used where it lies; files of weights are added. */
async function takeFolder(folder: FolderLike, handle: Handle | null): Promise<void> {
  openSheet('models');
  try {
    const files = await filesBelow(folder);
    const model = modelIn(folder.name, files);
    if (model) {
      const failure = await chooseModel({ folder: model.name, files: model.files });
      if (failure) return fail(folder.name, failure);
      if (handle) await writeDevice(new Map([[KEY, handle]])).catch(() => undefined);
      return notify(t('shell:addUsed', { name: model.name }));
    }
    const weights = weightsIn(folder.name, files);
    if (weights.length > 0) return await addModelFiles(weights);
    throw new AppError('bad-input', `${folder.name} holds no files of weights.`, 'Choose a folder with a model in it.');
  } catch (error) {
    tell(folder.name, error);
  }
}

const tell = (file: string, error: unknown): void => fail(file, failureOf(error));

function fail(file: string, failure: ReturnType<typeof failureOf>): void {
  store.setState(({ shelf }) => ({ shelf: { ...shelf, failures: [{ file, failure }] } }));
}
