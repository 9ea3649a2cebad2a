// Kept pictures in the finish that they were kept with: their lines come back from their own page.
import type { Painting } from '../../../workers/finish/paint.ts';
import { pixelsOf } from '../../library/imageBlobs.ts';
import { pictureDetails, pictureFile } from '../../library/pictures.ts';
import { storedPixels } from '../../library/pixels.ts';
import { fillStocks } from '../../library/stocks.ts';
import { pixelsOfClean, svgFile, usualSize } from './cleanFiles.ts';
import { pictureFile as toPng } from '../../files/savedPicture.ts';
import type { PictureRecord } from '../../files/types.ts';
import type { Painter } from '../../machine/resultStage.ts';
import { parsePage, stateWith } from '../../share/page.ts';
import { finishPixels } from './finish.ts';

interface KeptClean {
  readonly painting: Painting;
  readonly painter: Painter;
  readonly record: Pick<PictureRecord, 'prompt' | 'metadata' | 'page'>;
  readonly pixels: ImageData;
}

/** The kept picture as an SVG; undefined where it was kept painted, or cannot be clean. */
export async function keptSvg(id: string): Promise<Blob | undefined> {
  const kept = await keptClean(id);
  return kept ? svgFile(kept.painting.picture, kept.record) : undefined;
}

/** The PNG file of a kept picture as it looks: of a clean one in the usual size. */
export async function keptPng(id: string): Promise<Blob | undefined> {
  const kept = await keptClean(id).catch(() => null);
  if (!kept) return pictureFile(id);
  return toPng(kept.record, pixelsOfClean(kept.painter, usualSize(kept.pixels)));
}

async function keptClean(id: string): Promise<KeptClean | null> {
  const [details, file] = await Promise.all([pictureDetails(id), pictureFile(id)]);
  if (!details || !file) return null;
  const page = parsePage(details.page, 'skip');
  if (page.finish.name !== 'clean') return null;
  const state = stateWith(page);
  await fillStocks(state, storedPixels);
  const pixels = await pixelsOf(file);
  const { painting, painter } = await finishPixels(state, pixels, {
    finish: page.finish,
    pins: page.drawing.pins ?? [],
  });
  return painting && { painting, painter, pixels, record: { ...details, prompt: page.words.prompt } };
}
