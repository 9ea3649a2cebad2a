// A clean picture's regions get colours of their user's: pinned on the drawing, so that the next pictures have them and undo
// takes them back.
import { type Painting, regionAt } from '../../../workers/finish/paint.ts';
import type { CleanRegion } from '../../../workers/finish/api.ts';
import { withPins } from '../../drawing/document.ts';
import type { Pin, XY } from '../../drawing/items.ts';
import { quantized } from '../../drawing/itemWire.ts';
import { colourOf, listedRegions, regionOf } from '../../finish/regions.ts';
import { fromPaper, toPaper } from '../../finish/request.ts';
import { t } from '../../i18n/i18n.ts';
import '../../i18n/words/finish.ts';
import { pictureOf } from '../../jobs/stock.ts';
import { showMark } from '../../machine/resultStage.ts';
import { store } from '../../state/store.ts';
import { setDrawing } from '../drawing/draw.ts';
import { finishedNow, finishedOf, pinsFor } from './finish.ts';
import { notify } from '../../notices/notice.ts';

/** As many colours of other pictures are offered. */
const MOST_OTHERS = 10;
/** Changes of one region's colour within this are undone in one step: a colour field reports each shade on the way. */
const ONE_STEP_MS = 1500;

/** The shown clean picture; null while the picture is shown as it was painted. */
export function shownPainting(): Painting | null {
  const { result, clean } = store.getState();
  return (result && clean?.id === result.id && finishedNow(result.id)?.painting) || null;
}

/** Chooses the region at a place of the shown picture, in shares of its sides; false where there is none. */
export function recolourAt(x: number, y: number): boolean {
  const painting = shownPainting();
  const found = painting && at(painting, [x * painting.picture.width, y * painting.picture.height]);
  if (!found) return false;
  chooseRegion(found.seed);
  return true;
}

/** Chooses the first region, or closes the choice. */
export function openRecolour(): void {
  const painting = shownPainting();
  const { region } = store.getState();
  const [first] = painting ? listedRegions(painting.picture).filter(({ background }) => !background) : [];
  chooseRegion(region === null && first ? first.seed : null);
}

/** Chooses a region by its seed; null: none any more. */
export function chooseRegion(region: XY | null): void {
  store.setState({ region });
}

/** Gives the chosen region a colour; null: the one that the model gave it. */
export function pinColour(colour: string | null): void {
  const { result, region, drawing } = store.getState();
  const painting = shownPainting();
  const chosen = region && painting && regionOf(painting.picture.regions, region);
  const kept = pictureOf(result?.id);
  if (!chosen || !kept) return;
  const pins = pinsFor(kept);
  if (pins !== pinsFor({ page: store.getState() })) return notify(t('finish:otherDrawing'));
  const others = pins.filter((pin) => at(painting, fromPaper(pin.at, painting.picture, kept.pixels)) !== chosen);
  const [x, y] = toPaper(chosen.seed, painting.picture, kept.pixels);
  const pin: readonly Pin[] = colour === null ? [] : [{ at: [quantized(x), quantized(y)], colour }];
  setDrawing(withPins(drawing.present, [...others, ...pin]), `pin ${chosen.seed.join(' ')}`, ONE_STEP_MS);
}

/** All colours are the model's again. */
export function unpinAll(): void {
  setDrawing(withPins(store.getState().drawing.present, []));
}

/** The colours that the other pictures at hand of the same drawing have where the region is, each once. */
export async function otherColours(seed: XY): Promise<readonly string[]> {
  const { result, recent, groups } = store.getState();
  const own = pictureOf(result?.id);
  const painting = shownPainting();
  if (!own || !painting) return [];
  const ids = new Set([...recent.map(({ id }) => id), ...groups.flatMap(({ jobs }) => jobs)]);
  ids.delete(own.record.id);
  const colours: string[] = [];
  for (const id of ids) {
    const other = pictureOf(id);
    if (other?.page.drawing.present.layers !== own.page.drawing.present.layers) continue;
    const finished = await finishedOf(id);
    const there = finished?.painting && at(finished.painting, seed);
    if (there && !there.pinned) colours.push(colourOf(there.fill));
    if (colours.length >= MOST_OTHERS) break;
  }
  return [...new Set(colours)];
}

let pen: OffscreenCanvasRenderingContext2D | null = null;

function at(painting: Painting, [x, y]: XY): CleanRegion | null {
  pen ??= new OffscreenCanvas(1, 1).getContext('2d');
  return pen && regionAt(pen, painting, x, y);
}

/** Points the chosen region out on the picture. */
function mark(): void {
  const { region } = store.getState();
  const painting = shownPainting();
  const chosen = region && painting && regionOf(painting.picture.regions, region);
  if (!chosen) return showMark(null);
  const path = new Path2D(chosen.path);
  const { width: units } = painting.picture;
  showMark((context, width) => {
    context.scale(width / units, width / units);
    const unit = (units / width) * devicePixelRatio;
    // Two lines, so that one of them stands out on any colour.
    for (const [colour, broad] of [
      ['#ffffff', 6],
      ['#3a43c4', 3],
    ] as const) {
      Object.assign(context, { strokeStyle: colour, lineWidth: broad * unit, lineJoin: 'round' });
      context.stroke(path);
    }
  });
}

store.subscribe((state, before) => {
  if (state.region !== before.region || (state.region && state.clean !== before.clean)) mark();
});
