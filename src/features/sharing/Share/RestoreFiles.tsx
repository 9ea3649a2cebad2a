// The files that a picture was made with: those on this device are used with its settings, its model if that is wanted.
import type { ReactElement } from 'react';
import type { Offer } from '../../library/restore.ts';
import { formatList } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { Switch } from '../../../ui/Switch.tsx';

interface RestoreFilesProps {
  readonly offer: Offer;
  readonly withModel: boolean;
  readonly onWithModel: (wanted: boolean) => void;
}

export function RestoreFiles({ offer, withModel, onWithModel }: RestoreFilesProps): ReactElement {
  const t = useT();
  const { model, missingModel, told } = offer;
  const loras = told?.request.loras ?? [];
  return (
    <>
      {model && (
        <Switch
          label={t('library:ownModel', { name: model.name })}
          about={t('library:ownModelAbout')}
          on={withModel}
          testId="restore-model"
          onChange={onWithModel}
        />
      )}
      {missingModel !== '' && (
        <p data-testid="restore-model-missing">{t('library:modelMissing', { name: missingModel })}</p>
      )}
      {loras.length > 0 && (
        <p data-testid="restore-loras">{t('library:lorasHere', { list: formatList(loras.map(({ name }) => name)) })}</p>
      )}
    </>
  );
}
