// A text as a QR code, for the camera of another device; says so when it does not fit.
import { type ReactElement, useMemo } from 'react';
import { encode } from 'uqr';
import { useT } from '../../../i18n/useT.ts';
import styles from './Share.module.css';

/** Bytes in the largest QR code (version 40, level L). Cameras read codes of half of it with ease. */
const MOST = 1800;
const QUIET = 4;

export function QrCode({ text }: { text: string }): ReactElement {
  const t = useT();
  const code = useMemo(() => (text.length > MOST ? null : encode(text, { ecc: 'L', border: QUIET })), [text]);
  if (!code) {
    return (
      <p className={styles['noCode']} data-testid="share-no-qr">
        {t('library:noQr')}
      </p>
    );
  }
  const squares = code.data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      className={styles['code']}
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={t('library:qr')}
      shapeRendering="crispEdges"
      data-testid="share-qr"
    >
      <path d={squares.join('')} />
    </svg>
  );
}
