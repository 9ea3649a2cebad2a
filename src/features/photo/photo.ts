// From a photo to a control map: what the user does in the photo panel. Newest wish wins.
import type { Pixels, ResizeMode } from '../../../workers/engine/api.ts';
import type { Params, PreprocessorName } from '../../../workers/preprocess/api.ts';
import { t } from '../../i18n/i18n.ts';
import { said, saidFailure } from '../../i18n/said.ts';
import { chosen, openQuestion, paramsOf } from '../../photo/choice.ts';
import { keepMap, keepPhoto, photoOf } from '../../photo/stock.ts';
import type { MapInfo, PhotoState } from '../../photo/types.ts';
import { failureOf } from '../../machine/failure.ts';
import { createLatest } from '../../machine/latest.ts';
import { readPicture } from '../../files/pictureFile.ts';
import { drawPixels } from '../../files/pixels.ts';
import { effectiveSettings } from '../../state/settings.ts';
import { store } from '../../state/store.ts';
import { notify } from '../../notices/notice.ts';
import { preprocessors } from '../models/page.ts';

/** Longer side of the photo that maps are made of: finer than the largest picture, small enough to send at every slider move. */
const PHOTO_SIDE = 2048;

interface Wish {
  readonly photo: string;
  readonly name: PreprocessorName;
  readonly params: Params;
}

const maps = createLatest<Wish>(
  makeMap,
  (error) => store.setState({ mapJob: { status: 'failed', error: failureOf(error) } }),
  (running, next) => running.name !== next.name || running.photo !== next.photo,
);

/** Takes a file as the photo, in the place of the one before; a file that is no picture changes nothing. */
export async function choosePhoto(file: Blob): Promise<void> {
  await tell(async () => {
    const { pixels, notes } = await decodePhoto(file);
    const id = crypto.randomUUID();
    keepPhoto({ id, pixels, file });
    const { width, height } = pixels;
    change({ photo: { id, width, height, notes }, open: true });
    refreshMap();
  });
}

/** Takes the photo away; the map and the drawing stay. */
export function removePhoto(): void {
  maps.cancel();
  keepPhoto(null);
  change({ photo: null });
  store.setState({ mapJob: { status: 'idle' } });
}

/** The pixels of the photo on the page; decoded from its file after a reload. */
export async function photoPixels(id: string): Promise<ImageData | null> {
  const stock = photoOf(id);
  if (!stock || stock.pixels) return stock?.pixels ?? null;
  const { pixels } = await decodePhoto(stock.file);
  if (photoOf(id) === stock) keepPhoto({ ...stock, pixels });
  return pixels;
}

export function setPreprocessor(preprocessor: PreprocessorName): void {
  change({ preprocessor });
  refreshMap();
}

export function setParam(key: string, value: number): void {
  const { photo } = store.getState();
  const { name } = chosen(photo);
  change({ params: { ...photo.params, [name]: { ...photo.params[name], [key]: value } } });
  refreshMap();
}

/** Lets the parameters of the chosen preprocessor take their defaults. */
export function resetParams(): void {
  const { photo } = store.getState();
  change({ params: { ...photo.params, [chosen(photo).name]: {} } });
  refreshMap();
}

export function setPixelPerfect(pixelPerfect: boolean): void {
  change({ pixelPerfect });
  refreshMap();
}

export function setResize(resize: ResizeMode): void {
  change({ resize });
  if (store.getState().photo.pixelPerfect) refreshMap();
}

/** The weights of the chosen preprocessor may be downloaded, now and later. */
export function agreeToDownload(): void {
  const { photo } = store.getState();
  const question = openQuestion(photo);
  if (question) change({ agreed: [...photo.agreed, question.url] });
  refreshMap();
}

/** What is on this device already needs no agreement. */
export async function findWeights(): Promise<void> {
  const stored = await preprocessors.stored().catch(() => []);
  const { agreed } = store.getState().photo;
  const fresh = stored.map(({ url }) => url).filter((url) => !agreed.includes(url));
  if (fresh.length === 0) return;
  change({ agreed: [...agreed, ...fresh] });
  refreshMap();
}

/** Deletes the downloaded weights of the chosen preprocessor; the next map asks again. */
export async function forgetWeights(): Promise<void> {
  maps.cancel();
  await tell(async () => {
    const { photo } = store.getState();
    const { name, weights } = chosen(photo);
    await preprocessors.forget(name);
    change({ agreed: photo.agreed.filter((url) => url !== weights?.url) });
    refreshMap();
    notify(t('photo:forgotten'));
  });
}

/** Makes the map that the panel's choices ask for, unless a question about it is open. */
export function refreshMap(): void {
  const { photo, overrides, pack, mapJob } = store.getState();
  if (!photo.photo || openQuestion(photo)) {
    maps.cancel();
    if (mapJob.status !== 'idle') store.setState({ mapJob: { status: 'idle' } });
    return;
  }
  const params = paramsOf(photo, effectiveSettings(overrides, pack));
  maps.want({ photo: photo.photo.id, name: chosen(photo).name, params });
}

export function cancelMap(): void {
  maps.cancel();
  store.setState({ mapJob: { status: 'cancelled' } });
}

export function dismissMapError(): void {
  store.setState({ mapJob: { status: 'idle' } });
}

/** Shows pixels as the map: from a file, or drawn by hand. */
export function setMap(pixels: ImageData, kind: PreprocessorName, origin: MapInfo['origin']): void {
  const id = crypto.randomUUID();
  keepMap({ id, pixels });
  change({ map: { id, width: pixels.width, height: pixels.height, kind, origin } });
}

/** A map from an editor; a pose is kept, so that it can be taken up again. */
export function setHandMade({ pixels, pose }: { pixels: ImageData; pose?: string }, kind: PreprocessorName): void {
  maps.cancel();
  setMap(pixels, kind, 'hand');
  store.setState({ mapJob: { status: 'idle' } });
  if (pose !== undefined) change({ pose });
}

/** A picture file as the map, as it is; it is taken for one of the chosen preprocessor's kind. */
export async function loadMap(file: Blob): Promise<void> {
  await tell(async () => {
    const { pixels, notes } = await decodePhoto(file, 'stored');
    maps.cancel();
    const { name, title } = chosen(store.getState().photo);
    setMap(pixels, name, 'file');
    store.setState({ mapJob: { status: 'idle' } });
    notify([t('photo:mapLoaded', { title: said(title) }), ...notes.map(said)].join(' '));
  });
}

async function makeMap({ photo, name, params }: Wish, signal: AbortSignal): Promise<void> {
  store.setState({ mapJob: { status: 'running', progress: null } });
  const image = await photoPixels(photo);
  if (!image) return;
  const file = photoOf(photo)?.file;
  const made = await preprocessors.run(name, image, params, {
    signal,
    ...(file && { file }),
    onProgress: (progress) => {
      if (!signal.aborted) store.setState({ mapJob: { status: 'running', progress } });
    },
  });
  if (signal.aborted) return;
  setMap(imageDataOf(made), name, 'photo');
  if (made.pose !== undefined) change({ pose: made.pose }); // so that the editor begins with what was found
  store.setState({ mapJob: { status: 'idle' } });
}

/** @param colours a photo's are those that are seen, a map's are numbers */
async function decodePhoto(
  file: Blob,
  colours: 'shown' | 'stored' = 'shown',
): Promise<{ readonly pixels: ImageData; readonly notes: readonly string[] }> {
  const { source, notes } = await readPicture(file, PHOTO_SIDE, colours);
  const pixels = imageDataOf(drawPixels(source, PHOTO_SIDE));
  if (source instanceof ImageBitmap) source.close();
  return { pixels, notes };
}

/** The same bytes, not a copy: nobody else holds them. */
function imageDataOf({ width, height, data }: Pixels): ImageData {
  return new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);
}

function change(part: Partial<PhotoState>): void {
  store.setState((state) => ({ photo: { ...state.photo, ...part } }));
}

async function tell(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    notify(saidFailure(failureOf(error)));
  }
}
