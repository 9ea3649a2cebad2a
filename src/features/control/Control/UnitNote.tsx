// A word on a unit that cannot act as it is meant to, and what can be done about it.
import type { ReactElement } from 'react';
import { togglePhotoPanel } from '../../photo/photoPanel.ts';
import { makeMap } from '../unitFile.ts';
import type { Unit } from '../../../state/control.ts';
import { useT } from '../../../i18n/useT.ts';
import { saidFailure } from '../../../i18n/said.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Control.module.css';
import { NetOffer } from '../NetOffer.tsx';
import { noteOf } from './notes.ts';

export function UnitNote({ unit }: { unit: Unit }): ReactElement | null {
  const t = useT();
  // As text: a fresh object would render for ever.
  const note = useApp((state) => {
    const found = noteOf(unit, state);
    return found && t(found.key, found.values);
  });
  const job = useApp((state) => state.unitJobs[unit.id]);
  const wantsMap = useApp((state) => unit.source.kind === 'map' && !state.photo.map && !state.photo.open);
  if (unit.on && job?.status === 'failed') {
    return (
      <div className={styles['note']} role="alert" data-testid="unit-error" data-code={job.error.code}>
        {saidFailure(job.error)}{' '}
        <Button look="quiet" icon="reset" onClick={() => void makeMap(unit.id)}>
          {t('control:again')}
        </Button>
      </div>
    );
  }
  if (!note) return <NetOffer unit={unit} />;
  return (
    <div className={styles['note']} data-testid="unit-note">
      {note}
      {unit.on && wantsMap && (
        <Button look="quiet" icon="photo" onClick={togglePhotoPanel}>
          {t('control:openPhoto')}
        </Button>
      )}
      <NetOffer unit={unit} />
    </div>
  );
}
