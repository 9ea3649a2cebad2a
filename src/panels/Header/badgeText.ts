// The badge's words. Pure.
import type { BackendInfo, PackInfo } from '../../../workers/engine/api.ts';
import type { EngineStatus } from '../../store/types.ts';
import { engineText, megabytes } from '../Result/progressText.ts';

const KINDS: Readonly<Record<BackendInfo['kind'], string>> = { webgpu: 'WebGPU', wasm: 'WASM', null: 'nothing (test)' };

export interface BadgeText {
  readonly text: string;
  readonly tone: 'good' | 'busy' | 'bad' | 'idle';
}

export function badgeOf(engine: EngineStatus): BadgeText {
  switch (engine.status) {
    case 'idle':
      return { text: 'Not started', tone: 'idle' };
    case 'starting':
      return { text: 'Starting', tone: 'busy' };
    case 'loading':
      return { text: 'Loading', tone: 'busy' };
    case 'ready':
      return { text: `${KINDS[engine.backend.kind]} ${engine.backend.precision}`, tone: 'good' };
    case 'failed':
      return { text: 'Not available', tone: 'bad' };
  }
}

/** What the badge tells when it is opened: names and values. */
export function factsOf(engine: EngineStatus, pack: PackInfo | null): readonly (readonly [string, string])[] {
  const running = engine.status === 'loading' || engine.status === 'ready';
  const failed = engine.status === 'failed';
  return [
    ...(running
      ? ([
          ['Computes on', backendName(engine.backend)],
          ['Because', engine.backend.reason],
        ] as const)
      : []),
    ...(failed
      ? ([
          ['Failed', engine.error.message],
          ['What to do', engine.error.hint],
        ] as const)
      : []),
    ...(running || failed ? [] : ([['State', engineText(engine).text]] as const)),
    ...(pack
      ? ([
          ['Model', `${pack.name}, ${megabytes(pack.sizeBytes)} MB`],
          ['Licence', pack.licence],
        ] as const)
      : []),
  ];
}

/** The backend in full: kind, precision, and the adapter or the number of threads. */
export function backendName({ kind, precision, adapter, threads }: BackendInfo): string {
  const detail = kind === 'webgpu' ? adapter : `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return `${KINDS[kind]}, ${precision}${detail ? `, ${detail}` : ''}`;
}
