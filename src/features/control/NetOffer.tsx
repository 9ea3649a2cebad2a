// The net that was made for a unit's map, where the model in use has none of its kind: offered on the spot.
import type { ReactElement } from 'react';
import { getModel } from '../models/shelf.ts';
import { CATALOGUE } from '../../catalogue/entries.ts';
import { netOffer } from '../../catalogue/offers.ts';
import { hasHint, kindOf } from '../../control/hints.ts';
import type { Unit } from '../../state/control.ts';
import { formatBytes } from '../../i18n/format.ts';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../state/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Control/Control.module.css';

export function NetOffer({ unit }: { unit: Unit }): ReactElement | null {
  const t = useT();
  const id = useApp((state) => {
    if (!unit.on || unit.net !== null || !state.pack || !hasHint(unit, state)) return null;
    return netOffer(kindOf(unit, state), state.pack, state.shelf.models)?.id ?? null;
  });
  const adding = useApp((state) => state.shelf.adding);
  const entry = CATALOGUE.find((each) => each.id === id);
  if (!entry) return null;
  const { name, bytes, source } = entry;
  if (adding?.source === source) {
    const percent = Math.floor((100 * adding.loadedBytes) / Math.max(1, adding.totalBytes));
    return <p className={styles['note']}>{t('control:offerComing', { name, percent })}</p>;
  }
  return (
    <p className={styles['note']} data-testid="net-offer">
      {t('control:offer', { name, size: formatBytes(bytes) })}{' '}
      <Button look="quiet" disabled={adding !== null} onClick={() => void getModel(entry)}>
        {t('control:offerGet')}
      </Button>
    </p>
  );
}
