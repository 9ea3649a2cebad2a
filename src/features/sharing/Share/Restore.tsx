// A picture tells how it was made: take its settings, or the picture itself? Of several pictures one is chosen first.
import { type ReactElement, useState } from 'react';
import { acceptOffer, canBeTaken, currentOffers } from '../../library/restore.ts';
import { leftOutText } from '../../making/takeInfo.ts';
import { formatList } from '../../../i18n/format.ts';
import { said } from '../../../i18n/said.ts';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { SheetProps } from '../../../ui/sheetProps.ts';
import { RestoreFiles } from './RestoreFiles.tsx';
import { RestoreTable } from './RestoreTable.tsx';
import styles from './Share.module.css';

export function Restore({ onClose }: SheetProps): ReactElement {
  const t = useT();
  const offers = currentOffers();
  const [chosen, choose] = useState(0);
  const offer = offers[chosen];
  const program = offer?.page ? 'Inkling' : said(offer?.told?.program ?? '');
  const takeable = offer !== undefined && canBeTaken(offer);
  const prompt = offer?.page?.words.prompt ?? offer?.told?.request.prompt ?? '';
  const [withModel, setWithModel] = useState(true);
  const notTaken = offer?.page ? [] : (offer?.told?.notTaken ?? []);
  const then = (act: () => unknown) => (): void => {
    onClose();
    act();
  };
  return (
    <Dialog
      title={t(offers.length > 1 ? 'library:severalTell' : 'library:tells')}
      size={offers.length > 1 ? 'm' : 's'}
      testId="restore"
      onClose={onClose}
      footer={
        <>
          <Button data-testid="restore-picture" onClick={then(() => offer?.asPicture())}>
            {t('library:asPicture')}
          </Button>
          {takeable && (
            <Button
              look="primary"
              data-testid="restore-settings"
              onClick={then(() => void acceptOffer(offer, withModel))}
            >
              {t(offer.page ? 'library:takePage' : 'library:takeSettings')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['part']}>
        {offers.length > 1 && <RestoreTable offers={offers} chosen={chosen} onChoose={choose} />}
        <blockquote className={styles['quote']} dir="auto">
          {prompt.trim() || t('library:noWords')}
        </blockquote>
        {program !== '' && <p data-testid="restore-program">{t('library:madeBy', { program })}</p>}
        {takeable && !offer.page && <RestoreFiles offer={offer} withModel={withModel} onWithModel={setWithModel} />}
        {notTaken.length > 0 && (
          <p data-testid="restore-not-taken">
            {t('library:notTaken', { list: formatList(notTaken.map(leftOutText)) })}
          </p>
        )}
        <p>
          {t(offer?.page ? 'library:takePageAbout' : takeable ? 'library:takeSettingsAbout' : 'library:nothingToTake')}
        </p>
      </div>
    </Dialog>
  );
}
