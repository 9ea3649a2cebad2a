// What the page says while it works, from the states of engine and job. Pure.
import { t } from '../../i18n/i18n.ts';
import type { EngineStatus, JobStatus } from '../../store/types.ts';

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
    case 'idle':
    case 'starting':
      return { text: 'Starting the engine', share: null };
    case 'loading': {
      if (!engine.progress) return { text: 'Loading the model', share: null };
      const { stage, file, loadedBytes, totalBytes } = engine.progress;
      const share = totalBytes > 0 ? loadedBytes / totalBytes : null;
      const verb = stage === 'download' ? 'Loading' : 'Preparing';
      return { text: `${verb} ${partOf(file)}: ${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB`, share };
    }
    case 'ready':
      return { text: 'Waiting for its turn', share: null };
    case 'failed':
      return { text: 'Trying again', share: null };
  }
}

/** The part of the model that a file belongs to: its folder. */
function partOf(file: string): string {
  return file.split('/').at(-2) ?? (file || 'the model');
}

/** Bytes as megabytes with one digit where it says something. */
export function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}
