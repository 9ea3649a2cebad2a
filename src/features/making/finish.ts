// Pictures at hand in their clean form: made once for each picture and look, the shown one before those of strip and grids.
import { type Painting, paintClean, paintingOf } from '../../../workers/finish/paint.ts';
import { withPins } from '../../drawing/document.ts';
import type { Pin } from '../../drawing/items.ts';
import { finishName } from '../../finish/finish.ts';
import { requestOf } from '../../finish/request.ts';
import type { Finish, Why } from '../../state/finish.ts';
import { amendPicture, type Kept, pictureOf } from '../../jobs/stock.ts';
import { cleanPicture } from '../../machine/finish.ts';
import { awaitClean, type Painter, showClean } from '../../machine/resultStage.ts';
import { encodePage } from '../../share/page.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';

/** A picture's clean form, and why it does not follow its lines; or why it has none. */
export type Finished =
  | { readonly painting: Painting; readonly painter: Painter; readonly why: Why | null }
  | { readonly painting: null; readonly painter: null; readonly why: Why };

/** All that a clean form depends on, compared by identity. */
type Look = readonly unknown[];

const made = new Map<string, { readonly look: Look; readonly finished: Promise<Finished>; now: Finished | null }>();
const waiting: (() => Promise<void>)[] = [];
let busy = false;
let version = 0;

/** True while pictures are wanted clean. */
export function wantsClean({ finish, pack }: Pick<AppState, 'finish' | 'pack'> = store.getState()): boolean {
  return finishName(finish, pack) === 'clean';
}

/** The clean form of a picture at hand with the page's finish; null when the picture is gone. `first`: before all that wait. */
export function finishedOf(id: string, { first = false } = {}): Promise<Finished> | null {
  const kept = pictureOf(id);
  if (!kept) return null;
  const look = lookOf(kept);
  const known = made.get(id);
  if (known && sameLook(known.look, look)) return known.finished;
  const entry = { look, finished: inTurn(() => make(kept), first), now: null as Finished | null };
  made.set(id, entry);
  void entry.finished.then((finished) => (entry.now = finished));
  return entry.finished;
}

/** The same where it is there already. */
export function finishedNow(id: string): Finished | null {
  const kept = pictureOf(id);
  const known = made.get(id);
  return kept && known && sameLook(known.look, lookOf(kept)) ? known.now : null;
}

/** Lets go of clean forms of pictures that are not at hand any more. */
export function forgetFinished(): void {
  for (const id of made.keys()) if (!pictureOf(id)) made.delete(id);
}

/** The clean form of any pixels that `page` asked for. Never rejects. `traces`: also where no lines part its regions. */
export async function finishPixels(
  page: AppState,
  pixels: ImageData,
  {
    finish,
    pins,
    traces = true,
  }: { readonly finish: Finish; readonly pins: readonly Pin[]; readonly traces?: boolean },
): Promise<Finished> {
  try {
    const request = requestOf({ ...page, pack: page.pack ?? store.getState().pack }, pixels, finish, pins);
    const picture = await cleanPicture({ ...request, traces });
    const { note } = picture;
    if (note && !traces) return { painting: null, painter: null, why: note };
    const painting = paintingOf(picture);
    return { painting, painter: (context, width) => paintClean(context, painting, width / picture.width), why: note };
  } catch {
    // A worker that died, or no network for its script: the painted picture is still there.
    return { painting: null, painter: null, why: 'failed' };
  }
}

/** Colours pinned on the page count for a picture of the same drawing, earlier or later; any other has its own. */
export function pinsFor({ page }: Pick<Kept, 'page'>, now = store.getState().drawing.present): readonly Pin[] {
  const own = page.drawing.present;
  const items = new Set(own.layers.flatMap((layer) => layer.items));
  const related = own.layers === now.layers || now.layers.some((layer) => layer.items.some((item) => items.has(item)));
  return (related || items.size === 0 ? now : own).pins ?? NO_PINS;
}

/** The page with the finish that holds and the colours pinned now: how its picture is to look wherever its page is read. */
export function withLook(page: AppState): AppState {
  const { finish, pack } = store.getState();
  const pins = pinsFor({ page });
  const own = page.drawing.present;
  const present = own.pins === pins || (!own.pins && pins === NO_PINS) ? own : withPins(own, pins);
  return {
    ...page,
    finish: { ...finish, name: finishName(finish, pack) },
    drawing: page.drawing.present === present ? page.drawing : { ...page.drawing, present },
  };
}

const NO_PINS: readonly Pin[] = [];

function make(kept: Kept): Promise<Finished> {
  return finishPixels(kept.page, kept.pixels, { finish: store.getState().finish, pins: pinsFor(kept) });
}

function lookOf(kept: Kept): Look {
  const { ink, colours, background, gap, inverted } = store.getState().finish;
  return [ink, colours, background, gap, inverted, pinsFor(kept)];
}

function sameLook(a: Look, b: Look): boolean {
  return a.every((value, i) => value === b[i]);
}

function inTurn(task: () => Promise<Finished>, first: boolean): Promise<Finished> {
  return new Promise((resolve) => {
    const run = async (): Promise<void> => resolve(await task());
    if (first) waiting.unshift(run);
    else waiting.push(run);
    void work();
  });
}

async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  busy = false;
}

/** Brings the picture in the result's place to the page's finish. `fades`: it has just been painted. */
export async function finishShown({ fades = false } = {}): Promise<void> {
  const { result } = store.getState();
  if (!result || !wantsClean()) {
    showClean(null);
    if (store.getState().clean) store.setState({ clean: null, region: null });
    if (result) rememberLook(result.id);
    return;
  }
  const now = finishedNow(result.id);
  const coming = finishedOf(result.id, { first: true });
  if (!coming) return showClean(null);
  if (!now) awaitClean();
  const { painter, why } = now ?? (await coming);
  // Another picture, another look, or painted after all: its own call shows it.
  if (store.getState().result?.id !== result.id || !wantsClean() || finishedOf(result.id) !== coming) return;
  showClean(painter, { fades });
  store.setState({ clean: { id: result.id, drawn: painter !== null, why, version: ++version } });
  rememberLook(result.id);
}

const lookListeners = new Set<(id: string) => void>();

/** Tells of pictures at hand whose page has got another look. */
export function whenLookChanges(listener: (id: string) => void): void {
  lookListeners.add(listener);
}

/** The picture's page is from now on the one with this look, wherever it is read. */
function rememberLook(id: string): void {
  const kept = pictureOf(id);
  if (!kept) return;
  const page = withLook(kept.page);
  const text = encodePage(page);
  if (text === kept.record.page) return;
  amendPicture(id, { page, record: { ...kept.record, page: text } });
  for (const listener of lookListeners) listener(id);
}

// Whatever changes the look of the shown picture shows at once.
store.subscribe((state, before) => {
  const changed =
    state.finish !== before.finish ||
    state.drawing.present.pins !== before.drawing.present.pins ||
    wantsClean(state) !== wantsClean(before);
  if (changed && state.result) void finishShown();
});
