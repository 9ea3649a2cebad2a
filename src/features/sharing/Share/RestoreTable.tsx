// Several pictures that tell how they were made, a row each; one is chosen.
import type { ReactElement } from 'react';
import type { Offer } from '../../library/restore.ts';
import { said } from '../../../i18n/said.ts';
import { useT } from '../../../i18n/useT.ts';
import styles from './Share.module.css';

interface RestoreTableProps {
  readonly offers: readonly Offer[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

export function RestoreTable({ offers, chosen, onChoose }: RestoreTableProps): ReactElement {
  const t = useT();
  return (
    <div className={styles['tableFrame']}>
      <table className={styles['table']} data-testid="restore-table">
        <thead>
          <tr>
            <th>{t('library:picture')}</th>
            <th>{t('library:program')}</th>
            <th>{t('library:factSize')}</th>
            <th>{t('library:factSteps')}</th>
            <th>{t('library:factSeed')}</th>
          </tr>
        </thead>
        <tbody>
          {offers.map(({ file, page, told }, index) => (
            <tr key={index} data-chosen={index === chosen || undefined}>
              <td>
                <label className={styles['choice']}>
                  <input
                    type="radio"
                    name="restore-choice"
                    data-testid="restore-choice"
                    checked={index === chosen}
                    onChange={() => onChoose(index)}
                  />
                  <span dir="auto">{file.name}</span>
                </label>
              </td>
              <td>{page ? 'Inkling' : said(told?.program ?? '')}</td>
              <td>{told?.request.width === undefined ? '' : `${told.request.width} × ${told.request.height ?? ''}`}</td>
              <td>{told?.request.steps}</td>
              <td>{told?.request.seed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
