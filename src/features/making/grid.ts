// Comparison grids: asked for, and saved as one picture.
import { hasWish } from '../../control/pageRequest.ts';
import { t } from '../../i18n/i18n.ts';
import { axisOf } from '../../jobs/axes.ts';
import { costOf } from '../../jobs/cost.ts';
import { queueMs } from '../../jobs/estimate.ts';
import { type GridAxes, gridChanges } from '../../jobs/grid.ts';
import { pictureOf } from '../../jobs/stock.ts';
import type { AxisValues, Cost, Group } from '../../state/jobTypes.ts';
import { wishesOf } from '../../jobs/wish.ts';
import { pixelsOfClean, usualSize } from './cleanFiles.ts';
import { gridPicture } from '../../files/gridPicture.ts';
import { toJob } from '../../machine/request.ts';
import { saveFile } from '../../files/saveFile.ts';
import { store } from '../../state/store.ts';
import { finishedOf, wantsClean } from './finish.ts';
import { notify } from '../../notices/notice.ts';
import { enqueue } from './runner.ts';

/** Clean pictures are so large in a saved grid. */
const CELL_SIDE = 512;

/** Asks for a picture for each pair of values. */
export function startGrid(axes: GridAxes): void {
  const page = store.getState();
  if (!hasWish(page)) return notify(t('jobs:nothingToDo'));
  store.setState({ following: true });
  enqueue(wishesOf(page, gridChanges(axes)), { kind: 'grid', axes });
}

/** How long a grid will take, in milliseconds; null while nobody can know. */
export function gridMs(axes: GridAxes): number | null {
  const page = store.getState();
  const { pack } = page;
  if (!pack) return null;
  const costs = wishesOf(page, gridChanges(axes)).map(({ request }): Cost | null => {
    try {
      return costOf(
        toJob(request(pack), pack, () => 0),
        pack.id,
      );
    } catch {
      return null;
    }
  });
  return queueMs(page.timing, costs);
}

/** A value with the name of its setting. */
export function axisLabel({ key }: AxisValues, value: string): string {
  return t('jobs:gridLabel', { name: t(axisOf(key).name), value });
}

/** Saves a grid with its labels as one PNG; cells that are not there yet stay empty. */
export async function saveGrid({ axes, jobs }: Group): Promise<void> {
  if (!axes) return;
  const { x, y } = axes;
  const picture = await gridPicture({
    columns: x.values.map((value) => axisLabel(x, value)),
    rows: y ? y.values.map((value) => axisLabel(y, value)) : [],
    cells: await Promise.all(jobs.map(cellOf)),
  });
  saveFile(picture, `inkling-grid-${x.key}${y ? `-${y.key}` : ''}.png`);
}

/** A picture as the grid shows it. */
async function cellOf(id: string): Promise<ImageData | null> {
  const pixels = pictureOf(id)?.pixels ?? null;
  const finished = pixels && wantsClean() ? await finishedOf(id) : null;
  return pixels && finished?.painter ? pixelsOfClean(finished.painter, usualSize(pixels, CELL_SIDE)) : pixels;
}
