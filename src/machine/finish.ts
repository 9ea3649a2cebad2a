// The only place that talks to the finish worker.
import type { CleanPicture, CleanRequest, FinishApi, Lines } from '../../workers/finish/api.ts';
import finishUrl from '../../workers/finish/finish.worker.ts?worker&url';
import { toAppError } from '../../workers/errors.ts';
import { connect } from '../../workers/rpc/connect.ts';
import { ownScript } from './trusted.ts';

/** The worker gives its memory back after so long without work; a drawing's regions are found anew then. */
const IDLE_MS = 60_000;

const line = connect<FinishApi>(() => new Worker(ownScript(finishUrl), { type: 'module', name: 'finish' }), {
  abort: 'message',
  idleMs: IDLE_MS,
});

/** Has the regions of a drawing found before its first picture is there. Never fails: `cleanPicture` says what is wrong. */
export function prepareClean(args: { readonly lines: Lines; readonly gap: number }): void {
  line.prepare(args).catch(() => undefined);
}

/** The clean picture of painted pixels and the lines that they followed. @throws AppError */
export async function cleanPicture(request: CleanRequest): Promise<CleanPicture> {
  try {
    return await line.clean(request);
  } catch (error) {
    throw toAppError(error);
  }
}
