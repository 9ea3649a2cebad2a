// Sharing: a link that holds the page, its QR code, the picture, the project file. Loaded when it is first opened.
import { type ReactElement, useEffect, useState } from 'react';
import { copyText, shareNative, sharePicture } from '../share.ts';
import { openProject, saveProject } from '../../library/project.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { SheetProps } from '../../../ui/sheetProps.ts';
import { LinkPart } from './LinkPart.tsx';
import { QrCode } from './QrCode.tsx';
import { ProjectButton } from './ProjectButton.tsx';
import styles from './Share.module.css';
import { type Link, readLink } from './readLink.ts';

export function Share({ onClose }: SheetProps): ReactElement {
  const t = useT();
  const hasResult = useApp((state) => state.result !== null);
  const bare = useApp((state) => state.bare);
  const [link, setLink] = useState<Link>({ state: 'making' });
  useEffect(() => {
    let gone = false;
    void readLink().then((made) => {
      if (!gone) setLink(made);
    });
    return () => {
      gone = true;
    };
  }, []);
  // For a room: nothing but the code, as large as the window.
  if (bare && link.state === 'made') {
    return (
      <Dialog title={t('library:qr')} size="full" testId="share-panel" onClose={onClose}>
        <div className={styles['room']}>
          <QrCode text={link.href} />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('library:share')} size="m" testId="share-panel" onClose={onClose}>
      <div className={styles['share']}>
        <section aria-label={t('library:link')}>
          <LinkPart link={link} onCopy={copyText} onShare={shareNative} />
        </section>
        <section className={styles['part']}>
          <h3>{t('library:picture')}</h3>
          <p>{t('library:pictureAbout')}</p>
          <Button icon="share" disabled={!hasResult} data-testid="share-picture" onClick={() => void sharePicture()}>
            {t('library:sharePicture')}
          </Button>
        </section>
        <section className={styles['part']}>
          <h3>{t('library:project')}</h3>
          <p>{t('library:projectAbout')}</p>
          <div className={styles['row']}>
            <Button icon="download" data-testid="project-save" onClick={() => void saveProject()}>
              {t('library:projectSave')}
            </Button>
            <ProjectButton onFile={(file) => void openProject(file)} />
          </div>
        </section>
      </div>
    </Dialog>
  );
}
