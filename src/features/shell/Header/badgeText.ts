// The badge's words: what runs where, and why. Pure but for the language in force.
import type { BackendInfo, PackInfo } from '../../../../workers/engine/api.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { type MessageKey, t } from '../../../i18n/i18n.ts';
import { said } from '../../../i18n/said.ts';
import type { EngineStatus } from '../../../state/types.ts';
import { engineText } from '../../models/progressText.ts';

const KINDS: Readonly<Record<BackendInfo['kind'], string>> = { webgpu: 'WebGPU', wasm: 'WASM', null: 'nothing (test)' };

/** The machine's reasons (workers/runtime/device.ts) in the user's language; others are shown as they come. */
const REASONS: Readonly<Record<string, MessageKey>> = {
  'WASM was asked for.': 'shell:whyAsked',
  'fp32 was asked for.': 'shell:whyAsked',
  'This browser has no WebGPU.': 'shell:whyNoGpu',
  'The only WebGPU adapter is software, which is slower than WASM.': 'shell:whySoftware',
  'WebGPU with 16-bit shaders.': 'shell:whyFp16',
  'The adapter has no shader-f16.': 'shell:whyFp32',
};

export interface BadgeText {
  readonly text: string;
  readonly tone: 'good' | 'busy' | 'bad' | 'idle';
}

export function badgeOf(engine: EngineStatus): BadgeText {
  switch (engine.status) {
    case 'none':
      return { text: t('shell:engineIdle'), tone: 'idle' };
    case 'starting':
      return { text: t('shell:engineStarting'), tone: 'busy' };
    case 'loading':
      return { text: t('shell:engineLoading'), tone: 'busy' };
    case 'ready':
      return { text: `${KINDS[engine.backend.kind]} ${engine.backend.precision}`, tone: 'good' };
    case 'failed':
      return { text: t('shell:engineFailed'), tone: 'bad' };
  }
}

/** Whether memory can be shared between threads; in a frame that is the business of the page around it. */
export type Isolation = 'isolated' | 'framed' | 'none';

export type Fact = readonly [name: string, value: string];

/** What the badge tells when it is opened: names and values. */
export function factsOf(engine: EngineStatus, pack: PackInfo | null, isolation: Isolation): readonly Fact[] {
  return [...engineFacts(engine, isolation), ...(pack ? packFacts(pack) : [])];
}

function engineFacts(engine: EngineStatus, isolation: Isolation): readonly Fact[] {
  switch (engine.status) {
    case 'loading':
    case 'ready':
      return [
        [t('shell:computesOn'), backendName(engine.backend)],
        [t('shell:because'), reasonOf(engine.backend, isolation)],
      ];
    case 'failed':
      return [
        [t('shell:whatFailed'), said(engine.error.message)],
        [t('shell:whatToDo'), said(engine.error.hint)],
      ];
    case 'none':
    case 'starting':
      return [[t('shell:engineState'), engineText(engine).text]];
  }
}

function packFacts({ name, sizeBytes, licence }: PackInfo): readonly Fact[] {
  const size = sizeBytes > 0 ? `, ${formatBytes(sizeBytes)}` : '';
  return [[t('shell:model'), `${name}${size}`], ...(licence ? [[t('shell:licence'), licence] as const] : [])];
}

/** Why it is this backend, and where there is but one thread, why that. */
function reasonOf({ kind, reason, threads }: BackendInfo, isolation: Isolation): string {
  const known = REASONS[reason];
  const why = known ? t(known) : reason;
  if (kind !== 'wasm' || threads > 1 || isolation === 'isolated') return why;
  return `${why} ${t(isolation === 'framed' ? 'shell:whyFramed' : 'shell:whyOneThread')}`;
}

/** The backend in full: kind, precision, and the adapter or the number of threads. */
export function backendName({ kind, precision, adapter, threads }: BackendInfo): string {
  const detail = kind === 'webgpu' ? adapter : t('shell:threads', { count: threads });
  return [KINDS[kind], precision, detail].filter((part) => part !== '').join(', ');
}
