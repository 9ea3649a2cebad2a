// The `?` sheet: every shortcut of the page, drawn from the table.
import { Fragment, type ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { SHORTCUTS } from '../keys/list.ts';
import { capsOf } from '../keys/match.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import styles from './Shortcuts.module.css';

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function ShortcutSheet({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  return (
    <Dialog title={t('shell:keysTitle')} size="l" testId="shortcuts" onClose={onClose}>
      {/* It may be longer than the window, and nothing in it takes the focus. */}
      <div className={styles['groups']} tabIndex={0}>
        {SHORTCUTS.map(({ title, rows }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {rows.map(({ what, keys }) => (
                <div key={what} className={styles['row']}>
                  <dt>{t(what)}</dt>
                  <dd>
                    {keys.map((each, i) => (
                      <Fragment key={each}>
                        {i > 0 && <span> {t('shell:keysOr')} </span>}
                        <Caps keys={each} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Caps({ keys }: { keys: string }): ReactElement {
  return (
    <bdo dir="ltr">
      {capsOf(keys, mac).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </bdo>
  );
}
