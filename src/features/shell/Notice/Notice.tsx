// Short words that come and go, and a quiet voice for screen readers.
import type { ReactElement } from 'react';
import { actOnNotice } from '../../../notices/notice.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import type { JobStatus } from '../../../state/types.ts';
import styles from './Notice.module.css';
import { UpdateBar } from './UpdateBar.tsx';
import spokenStyles from '../../../ui/spoken.module.css';

/** A failure is an alert of its own. */
const SPOKEN: Readonly<Partial<Record<JobStatus['status'], MessageKey>>> = {
  loading: 'shell:spokenLoading',
  running: 'shell:spokenRunning',
  done: 'shell:spokenDone',
  cancelled: 'shell:spokenCancelled',
};

export function Notice(): ReactElement {
  const t = useT();
  const notice = useApp((state) => state.notice);
  const spoken = useApp((state) => SPOKEN[state.job.status]);
  return (
    <>
      <div role="status" className={styles['place']} data-testid="notice">
        {notice && (
          <p key={notice.id} className={styles['notice']}>
            {notice.text}
            {notice.action && (
              <button type="button" data-testid="notice-action" onClick={() => actOnNotice(notice.id)}>
                {notice.action}
              </button>
            )}
          </p>
        )}
      </div>
      <UpdateBar />
      <p role="status" className={spokenStyles['spoken']}>
        {spoken && t(spoken)}
      </p>
    </>
  );
}
