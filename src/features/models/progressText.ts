// What the page says while it works, from the states of engine and job. Pure but for the language in force.
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import type { EngineStatus, JobStatus } from '../../state/types.ts';

export interface ProgressText {
  readonly text: string;
  /** 0...1; null while nobody can know. */
  readonly share: number | null;
}

/** One line and how far it is. */
export function progressText(job: JobStatus, engine: EngineStatus): ProgressText {
  if (job.status === 'running') {
    const { step, steps } = job;
    return step === 0
      ? { text: t('jobs:reading'), share: 0 }
      : { text: t('jobs:step', { step, steps }), share: step / steps };
  }
  return engineText(engine);
}

/** The same for the engine alone. */
export function engineText(engine: EngineStatus): ProgressText {
  switch (engine.status) {
    case 'none':
    case 'starting':
      return { text: t('jobs:engineStarts'), share: null };
    case 'loading': {
      if (!engine.progress) return { text: t('jobs:modelLoads'), share: null };
      const { stage, file, loadedBytes, totalBytes } = engine.progress;
      const share = totalBytes > 0 ? loadedBytes / totalBytes : null;
      const values = { part: partOf(file), loaded: formatBytes(loadedBytes), total: formatBytes(totalBytes) };
      return { text: t(stage === 'download' ? 'jobs:partLoads' : 'jobs:partPrepares', values), share };
    }
    case 'ready':
      return { text: t('jobs:waitsTurn'), share: null };
    case 'failed':
      return { text: t('jobs:triesAgain'), share: null };
  }
}

/** The part of the model that a file belongs to: its folder. */
function partOf(file: string): string {
  return file.split('/').at(-2) ?? (file || t('jobs:theModel'));
}
