// The only place that talks to the sketch worker.
import { toAppError } from '../../workers/errors.ts';
import { connect } from '../../workers/rpc/connect.ts';
import type { SketchApi } from '../drawing/sketch/api.ts';
import type { CleanSketch } from '../drawing/sketch/clean.ts';
import sketchUrl from '../drawing/sketch/sketch.worker.ts?worker&url';
import { ownScript } from './trusted.ts';

/** The worker gives its memory back after so long without work. */
const IDLE_MS = 10_000;

const line = connect<SketchApi>(() => new Worker(ownScript(sketchUrl), { type: 'module', name: 'sketch' }), {
  abort: 'terminate',
  idleMs: IDLE_MS,
});

/** The lines of a photographed sketch; null where there are none. */
export async function cleanSketch({ width, height, data }: ImageData): Promise<CleanSketch | null> {
  try {
    return await line.clean({ width, height, data });
  } catch (error) {
    throw toAppError(error);
  }
}
