// The project file: everything that belongs to this page, saved to a file of its user and opened again.
import { version } from '../../../package.json';
import { t } from '../../i18n/i18n.ts';
import { saidFailure } from '../../i18n/said.ts';
import { thumbOf } from '../../library/imageBlobs.ts';
import {
  adoptPictures,
  keepPictures,
  type KeptPicture,
  listPictures,
  pictureDetails,
  pictureFile,
  recordOf,
} from '../../library/pictures.ts';
import { storedPixels } from '../../library/pixels.ts';
import { PROJECT_EXTENSION, PROJECT_LIMITS, type Project, projectFiles, readProject } from '../../library/project.ts';
import { fillStocks, pixelKeys, stockBlob, withoutMissing } from '../../library/stocks.ts';
import { currentPage } from '../../library/tab.ts';
import { zips } from '../../library/zipService.ts';
import { fileStem } from '../../files/fileStem.ts';
import { failureOf } from '../../machine/failure.ts';
import { saveFile } from '../../files/saveFile.ts';
import { applyPage, encodePage, parsePage, stateWith } from '../../share/page.ts';
import { startNewPage } from '../../library/autosave/persist.ts';
import { newPixels } from '../../library/autosave/persistPage.ts';
import { store } from '../../state/store.ts';
import { bringBack } from '../making/bringBack.ts';
import { notify } from '../../notices/notice.ts';

export function isProjectFile(file: File): boolean {
  return file.name.toLowerCase().endsWith(PROJECT_EXTENSION);
}

/** Saves the page, all pixels that it needs and the pictures made from it as one file. */
export async function saveProject(): Promise<void> {
  try {
    const zip = await zips.pack({ entries: projectFiles(await gather(), version) });
    saveFile(
      new Blob([zip], { type: 'application/x-inkling' }),
      `${fileStem(store.getState().prompt, 'drawing')}${PROJECT_EXTENSION}`,
    );
    notify(t('library:projectSaved'));
  } catch (error) {
    tell(error);
  }
}

/** Opens a project file in the place of the page, which stays among the drawings. */
export async function openProject(file: Blob): Promise<void> {
  try {
    const project = await readProject(await zips.unpack({ file, limits: PROJECT_LIMITS }));
    const page = parsePage(project.page);
    const wanted = stateWith(page);
    await startNewPage();
    await fillStocks(wanted, (key) =>
      Promise.resolve(project.pixels.get(key)).then((blob) => blob ?? storedPixels(key)),
    );
    const { seed } = page.words;
    store.setState((state) => ({ ...withoutMissing({ ...state, ...applyPage(page, state) }), seed, sheet: null }));
    const kept = await keepPicturesOf(project);
    notify(t('library:projectOpened', { count: kept }));
    await bringBack({ replaces: true });
  } catch (error) {
    tell(error);
  }
}

async function gather(): Promise<Project> {
  const state = store.getState();
  const own = (await listPictures()).filter(({ pageId }) => pageId === currentPage());
  const pictures: { record: Project['pictures'][number]['record']; file: Blob }[] = [];
  for (const row of own) {
    const [details, file] = await Promise.all([pictureDetails(row.id), pictureFile(row.id)]);
    if (details && file) pictures.push({ record: recordOf(row, details), file });
  }
  const pixels = new Map<string, Blob>();
  for (const key of new Set([...pixelKeys(state), ...own.flatMap((row) => row.pixels)])) {
    const blob = (await stockBlob(key)) ?? (await storedPixels(key));
    if (blob) pixels.set(key, blob);
  }
  return { page: encodePage(state), pixels, pictures };
}

/** Puts the project's pictures into the gallery, those that are there already once only; how many the project has. */
async function keepPicturesOf({ pictures, pixels }: Project): Promise<number> {
  const known = await adoptPictures(
    pictures.map(({ record }) => record.id),
    currentPage(),
  );
  const fresh = await Promise.all(pictures.filter(({ record }) => !known.has(record.id)).map(toKept));
  const kept = fresh.filter((each) => each !== null);
  const missing = await newPixels(kept.flatMap((each) => each.pixels));
  const blobs = new Map(
    [...pixels].filter(([key]) => !missing.has(key) && kept.some((each) => each.pixels.includes(key))),
  );
  await keepPictures(kept, new Map([...blobs, ...missing]));
  return known.size + kept.length;
}

/** null where the file holds no picture. */
async function toKept({ record, file }: Project['pictures'][number]): Promise<KeptPicture | null> {
  try {
    return { record, file, thumb: await thumbOf(file), pixels: keysOf(record.page), pageId: currentPage() };
  } catch {
    return null;
  }
}

function keysOf(page: string): readonly string[] {
  try {
    return pixelKeys(stateWith(parsePage(page)));
  } catch {
    return [];
  }
}

function tell(error: unknown): void {
  notify(saidFailure(failureOf(error)));
}
