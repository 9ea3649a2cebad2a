// A unit's own picture: a file, and the map that a preprocessor makes of it.
import { isAbort } from '../../../workers/errors.ts';
import type { PreprocessorName } from '../../../workers/preprocess/api.ts';
import { keepPicture, pictureOf } from '../../control/stock.ts';
import type { UnitSource } from '../../state/control.ts';
import { saidFailure } from '../../i18n/said.ts';
import { failureOf } from '../../machine/failure.ts';
import { readPicture } from '../../files/pictureFile.ts';
import { drawPixels } from '../../files/pixels.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';
import { setUnit } from './control.ts';
import { notify } from '../../notices/notice.ts';
import { preprocessors } from '../models/page.ts';

type FileSource = Extract<UnitSource, { kind: 'file' }>;

/** Longer side of pictures that units and the start keep: finer than the largest picture. */
const LONGEST_SIDE = 2048;
const running = new Map<string, AbortController>();

/** The pixels of a picture file. @throws AppError 'bad-input' */
export async function decodeFile(file: Blob, colours: 'shown' | 'stored' = 'shown'): Promise<ImageData> {
  const { source } = await readPicture(file, LONGEST_SIDE, colours);
  const { width, height, data } = drawPixels(source, LONGEST_SIDE);
  if (source instanceof ImageBitmap) source.close();
  return new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);
}

/** Takes a file as the unit's source; one that is no picture changes nothing. */
export async function setUnitFile(id: string, file: File): Promise<void> {
  try {
    const before = sourceOf(id);
    const preprocessor = before?.preprocessor ?? 'none';
    // A map's colours are numbers.
    const picture = keepPicture(await decodeFile(file, preprocessor === 'none' ? 'stored' : 'shown'), file.name);
    setUnit(id, { source: { kind: 'file', file: picture, preprocessor, map: null } });
    await makeMap(id);
  } catch (error) {
    notify(saidFailure(failureOf(error)));
  }
}

/** Another preprocessor for the unit's file. */
export async function setUnitPreprocessor(id: string, preprocessor: PreprocessorName): Promise<void> {
  const source = sourceOf(id);
  if (!source) return;
  setUnit(id, { source: { ...source, preprocessor, map: null } });
  await makeMap(id);
}

/** Makes the map of the unit's file, unless the file is the map; a map in the making gives way. */
export async function makeMap(id: string): Promise<void> {
  running.get(id)?.abort();
  const source = sourceOf(id);
  const pixels = pictureOf(source?.file.id);
  if (!source || !pixels || source.preprocessor === 'none') return setJob(id, null);
  const stop = new AbortController();
  running.set(id, stop);
  setJob(id, { status: 'running' });
  try {
    const { width, height, data } = await preprocessors.run(source.preprocessor, pixels, {}, { signal: stop.signal });
    if (sourceOf(id) !== source) return;
    const map = keepPicture(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), source.file.name);
    setUnit(id, { source: { ...source, map } });
    setJob(id, null);
  } catch (error) {
    if (!isAbort(error) && sourceOf(id) === source) setJob(id, { status: 'failed', error: failureOf(error) });
  } finally {
    if (running.get(id) === stop) running.delete(id);
  }
}

/** Makes the maps that a reload came in the way of. */
export function makeMissingMaps(): void {
  const { units, unitJobs } = store.getState();
  for (const { id, source } of units) {
    if (source.kind === 'file' && !pictureOf(source.map?.id) && !unitJobs[id]) void makeMap(id);
  }
}

function sourceOf(id: string): FileSource | null {
  const source = store.getState().units.find((unit) => unit.id === id)?.source;
  return source?.kind === 'file' ? source : null;
}

function setJob(id: string, job: AppState['unitJobs'][string] | null): void {
  store.setState(({ unitJobs }) => {
    const { [id]: before, ...rest } = unitJobs;
    return job || before ? { unitJobs: job ? { ...rest, [id]: job } : rest } : {};
  });
}
