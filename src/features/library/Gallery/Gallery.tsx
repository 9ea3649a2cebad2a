// The gallery: every picture that was made on this device, and every drawing. Loaded when it is first opened.
import { type ReactElement, useState } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { SheetProps } from '../../../ui/sheetProps.ts';
import { DrawingsTab } from './DrawingsTab.tsx';
import styles from './Gallery.module.css';
import { PicturesTab } from './PicturesTab.tsx';
import { OpenedPicture } from './OpenedPicture.tsx';
import { usePictures } from './usePictures.ts';

type Tab = 'pictures' | 'drawings';
const TABS: readonly Tab[] = ['pictures', 'drawings'];

interface Opened {
  readonly id: string;
  readonly order: readonly string[];
}

export function Gallery({ onClose }: SheetProps): ReactElement {
  const t = useT();
  const rows = usePictures();
  const [tab, setTab] = useState<Tab>('pictures');
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => (opened ? setOpened(null) : onClose());
  return (
    <Dialog title={t('library:gallery')} size="full" testId="gallery" onClose={close}>
      <div className={styles['gallery']}>
        <div className={styles['tabs']} hidden={opened !== null}>
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={tab === name}
              data-testid={`gallery-tab-${name}`}
              onClick={() => setTab(name)}
            >
              {t(`library:${name}`)}
            </button>
          ))}
        </div>
        <div className={styles['tab']} hidden={opened !== null || tab !== 'pictures'}>
          <PicturesTab rows={rows} onOpen={(id, order) => setOpened({ id, order })} />
        </div>
        {tab === 'drawings' && !opened && <DrawingsTab onOpened={onClose} />}
        {opened && rows && (
          <OpenedPicture rows={rows} {...opened} onOpen={setOpened} onBack={() => setOpened(null)} onDone={onClose} />
        )}
      </div>
    </Dialog>
  );
}
