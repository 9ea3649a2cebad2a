// The photo panel's map, kept as a control unit's own picture.
import { keepPicture } from '../../control/stock.ts';
import { MAX_UNITS, newUnit } from '../../state/units.ts';
import { t } from '../../i18n/i18n.ts';
import { mapOf } from '../../photo/stock.ts';
import { store } from '../../state/store.ts';
import { notify } from '../../notices/notice.ts';
import { photoPixels } from './photo.ts';

/** A unit of its own for the map as it is now, so that the panel is free for another one. */
export async function keepMapAsUnit(): Promise<void> {
  const { photo, units } = store.getState();
  const pixels = mapOf(photo.map?.id)?.pixels;
  if (!photo.map || !pixels) return;
  if (units.length >= MAX_UNITS) return notify(t('control:enough', { count: MAX_UNITS }));
  const { kind, origin } = photo.map;
  const name = t('control:keptMap');
  const map = keepPicture(pixels, name);
  const own = origin === 'photo' && photo.photo ? await photoPixels(photo.photo.id).catch(() => null) : null;
  const source = { kind: 'file', file: own ? keepPicture(own, name) : map, preprocessor: kind, map } as const;
  const unit = { ...newUnit(crypto.randomUUID(), source), resize: photo.resize };
  store.setState((state) => ({ units: [...state.units, unit] }));
  notify(t('control:kept'));
}
