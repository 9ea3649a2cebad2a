// A picture tells how it was made: take its settings, or the picture itself?
import type { ReactElement } from 'react';
import { acceptOffer, currentOffer } from '../../actions/restore.ts';
import { useT } from '../../i18n/useT.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { SheetProps } from '../Sheets/Sheets.tsx';
import styles from './Share.module.css';

export function Restore({ onClose }: SheetProps): ReactElement {
  const t = useT();
  const offer = currentOffer();
  const prompt = offer?.page?.words.prompt ?? offer?.info?.prompt ?? '';
  const then = (act: () => unknown) => (): void => {
    onClose();
    act();
  };
  return (
    <Dialog
      title={t('library:tells')}
      size="s"
      testId="restore"
      onClose={onClose}
      footer={
        <>
          <Button data-testid="restore-picture" onClick={then(() => offer?.asPicture())}>
            {t('library:asPicture')}
          </Button>
          <Button look="primary" data-testid="restore-settings" onClick={then(() => void acceptOffer())}>
            {t(offer?.page ? 'library:takePage' : 'library:takeSettings')}
          </Button>
        </>
      }
    >
      <div className={styles['part']}>
        <blockquote className={styles['quote']} dir="auto">
          {prompt.trim() || t('library:noWords')}
        </blockquote>
        <p>{t(offer?.page ? 'library:takePageAbout' : 'library:takeSettingsAbout')}</p>
      </div>
    </Dialog>
  );
}
