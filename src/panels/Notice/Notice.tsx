// Short words that come and go, and a quiet voice for screen readers.
import type { ReactElement } from 'react';
import { actOnNotice } from '../../actions/notice.ts';
import { useApp } from '../../store/useApp.ts';
import type { JobStatus } from '../../store/types.ts';
import styles from './Notice.module.css';
import { UpdateBar } from './UpdateBar.tsx';
import spokenStyles from '../../ui/spoken.module.css';

const SPOKEN: Readonly<Record<JobStatus['status'], string>> = {
  idle: '',
  loading: 'Preparing the picture.',
  running: 'The picture is forming.',
  done: 'The picture is finished.',
  cancelled: 'Cancelled.',
  failed: '', // the error card is an alert of its own
};

export function Notice(): ReactElement {
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
        {spoken}
      </p>
    </>
  );
}
