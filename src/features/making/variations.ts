// More pictures like the one that is shown: of other seeds, or close to it.
import { keepPicture } from '../../control/stock.ts';
import { t } from '../../i18n/i18n.ts';
import { pictureOf } from '../../jobs/stock.ts';
import { both, type Change, wishesOf, withSeed } from '../../jobs/wish.ts';
import { randomSeed } from '../../machine/seed.ts';
import { store } from '../../state/store.ts';
import { notify } from '../../notices/notice.ts';
import { enqueue } from './runner.ts';

export const VARIATIONS = 4;
/** How much of the picture may change where the new ones shall be close to it. */
const CLOSE = 0.45;

/** Asks for four more: 'others' are made anew, 'close' start from the picture itself. */
export function vary(kind: 'others' | 'close'): void {
  const { result, pack } = store.getState();
  const picture = pictureOf(result?.id);
  if (!picture) return notify(t('jobs:noVariations'));
  const change = kind === 'close' ? startingFrom(picture.pixels) : null;
  const changes = Array.from({ length: VARIATIONS }, () => {
    const seed = withSeed(randomSeed());
    return change ? both(seed, change) : seed;
  });
  store.setState({ following: true });
  enqueue(wishesOf({ ...picture.page, pack }, changes), { kind: 'variations' });
}

/** The picture as the start, on the page too, so that it is kept with what comes of it. A mask holds on: the rest stays. */
function startingFrom(pixels: ImageData): Change {
  const ref = keepPicture(pixels, t('jobs:variationStart'));
  return {
    request: (request) => ({ ...request, init: { image: pixels, strength: CLOSE } }),
    page: (page) => ({
      ...page,
      start: { source: { kind: 'picture', picture: ref, from: 'result' }, strength: CLOSE },
    }),
  };
}
