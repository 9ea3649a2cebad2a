// Which model makes the pictures: the known ones, and any folder in the diffusers layout by its address.
import { type ReactElement, useEffect, useState } from 'react';
import type { ModelRecord, PackInfo, PackRef } from '../../../../workers/engine/api.ts';
import { cancelModel, chooseModel, listModels, packRef } from '../models.ts';
import { useT } from '../../../i18n/useT.ts';
import { said } from '../../../i18n/said.ts';
import type { Failure } from '../../../machine/failure.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SheetNotice } from '../../../notices/SheetNotice.tsx';
import { AddedModels } from './AddedModels.tsx';
import { Catalogue } from './Catalogue.tsx';
import { DeletedModels } from './DeletedModels.tsx';
import { HubSearch } from './HubSearch.tsx';
import { ModelAddress } from './ModelAddress.tsx';
import { ModelFiles } from './ModelFiles.tsx';
import { ModelFolder } from './ModelFolder.tsx';
import { ModelRow } from './ModelRow.tsx';
import { ModelProgress } from './ModelProgress.tsx';
import { Unfinished } from './Unfinished.tsx';
import styles from './Models.module.css';

export function ModelSheet({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  const used = useApp((state) => state.pack?.id);
  const added = useApp((state) => state.shelf.models);
  const models = useModels(used, added);
  const [loading, setLoading] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const choose = async (pack: PackRef): Promise<void> => {
    setFailure(null);
    setLoading(true);
    setFailure(await chooseModel(pack));
    setLoading(false);
  };
  return (
    <Dialog title={t('shell:models')} testId="models" onClose={onClose}>
      <p className={styles['about']}>{t('shell:modelsAbout')}</p>
      <ul className={styles['list']}>
        {models.map((model) => (
          <ModelRow
            key={model.id}
            model={model}
            used={model.id === used}
            disabled={loading}
            onUse={() => void choose(packRef(model.id))}
          />
        ))}
      </ul>
      <div aria-live="polite">
        {loading && (
          <div className={styles['loading']}>
            <ModelProgress />
            <Button data-testid="model-cancel" onClick={cancelModel}>
              {t('common:cancel')}
            </Button>
          </div>
        )}
        {failure && (
          <p className={styles['failure']} role="alert" data-testid="model-failure">
            <strong>{said(failure.message)}</strong> {said(failure.hint)}
          </p>
        )}
      </div>
      <SheetNotice className={styles['loading']} />
      <AddedModels />
      <DeletedModels />
      <Unfinished disabled={loading} />
      <ModelFiles disabled={loading} />
      <Catalogue disabled={loading} />
      <HubSearch disabled={loading} onUse={(pack) => void choose(pack)} />
      <ModelFolder disabled={loading} onUse={(pack) => void choose(pack)} />
      <ModelAddress disabled={loading} onUse={(pack) => void choose(pack)} />
    </Dialog>
  );
}

/** Known models; asked again when another one is in use, or when one was added or deleted. */
function useModels(used: string | undefined, added: readonly ModelRecord[]): readonly PackInfo[] {
  const [models, setModels] = useState<readonly PackInfo[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    listModels(controller.signal).then(setModels, () => undefined);
    return () => controller.abort();
  }, [used, added]);
  return models;
}
