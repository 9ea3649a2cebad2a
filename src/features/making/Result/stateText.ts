// A job's state in a word or two.
import { t } from '../../../i18n/i18n.ts';
import type { JobState } from '../../../state/jobTypes.ts';

export function stateText(state: JobState): string {
  switch (state.status) {
    case 'queued':
      return t('jobs:isQueued');
    case 'loading':
      return t('jobs:isLoading');
    case 'running':
      return t('jobs:step', { step: state.step, steps: state.steps });
    case 'done':
      return t('jobs:isDone');
    case 'cancelled':
      return t('jobs:isCancelled');
    case 'failed':
      return t('jobs:isFailed');
  }
}
