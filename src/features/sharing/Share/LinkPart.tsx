// The link: to copy, to send, to scan; or why there is none.
import { type ReactElement, useRef } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { said } from '../../../i18n/said.ts';
import { Button } from '../../../ui/Button.tsx';
import { QrCode } from './QrCode.tsx';
import type { Link } from './readLink.ts';
import styles from './Share.module.css';

export interface LinkPartProps {
  readonly link: Link;
  readonly onCopy: (text: string) => Promise<void>;
  readonly onShare: (link: string) => Promise<void>;
}

export function LinkPart({ link, onCopy, onShare }: LinkPartProps): ReactElement {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  if (link.state === 'refused') {
    return (
      <div className={styles['part']} role="alert" data-testid="share-refused">
        <h3>{said(link.message)}</h3>
        <p>{said(link.hint)}</p>
      </div>
    );
  }
  const href = link.state === 'made' ? link.href : '';
  return (
    <div className={styles['link']}>
      <div className={styles['part']}>
        <p>{t('library:linkAbout')}</p>
        <input
          ref={field}
          readOnly
          dir="ltr"
          className={styles['field']}
          value={href}
          aria-label={t('library:link')}
          data-testid="share-link"
          onFocus={() => field.current?.select()}
        />
        <div className={styles['row']}>
          <Button
            icon="copy"
            look="primary"
            disabled={href === ''}
            data-testid="share-copy"
            onClick={() => void onCopy(href)}
          >
            {t('library:copyLink')}
          </Button>
          {'share' in navigator && (
            <Button icon="share" disabled={href === ''} data-testid="share-native" onClick={() => void onShare(href)}>
              {t('library:send')}
            </Button>
          )}
        </div>
      </div>
      {href && <QrCode text={href} />}
    </div>
  );
}
