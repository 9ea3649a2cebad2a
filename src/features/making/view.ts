// An earlier picture in the result's place.
import { pictureOf } from '../../jobs/stock.ts';
import { store } from '../../state/store.ts';
import { show } from './takePicture.ts';

/** Shows a picture that is at hand, large. Newer ones do not push it away, unless it is the newest itself. */
export async function openPicture(id: string): Promise<void> {
  const picture = pictureOf(id);
  if (!picture) return;
  const newest = store.getState().recent[0]?.id === id;
  store.setState({ view: { kind: 'picture' }, following: newest });
  await show(picture, { painted: 'never' });
}
