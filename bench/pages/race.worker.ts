// Worker of the race page: one message asks for a race, one answers it.
import { chooseBackend, readHardware } from '../../workers/runtime/device.ts';
import { loadOrt } from '../../workers/runtime/ort.ts';
import { createRuntime } from '../../workers/runtime/session.ts';
import { embeddedModels, wideModels } from '../raceWeights.ts';
import { race, type RaceResult } from '../stepRace.ts';

export interface RaceRequest {
  readonly models: 'embedded' | 'wide';
  readonly backend: 'wasm' | 'webgpu';
  /** Side of the latent. */
  readonly side: number;
  readonly steps: number;
  /** Absolute URL of the folder with `ort/` and `models/`. */
  readonly assets: string;
}
export type RaceAnswer = { readonly result: RaceResult } | { readonly error: string };

async function answer({ models, backend, side, steps, assets }: RaceRequest): Promise<RaceAnswer> {
  try {
    const info = chooseBackend({ backend, precision: 'auto' }, await readHardware());
    const ort = await loadOrt(info, assets);
    const runtime = createRuntime(ort, info);
    const rival = `${assets}bench/rival/${models}/`;
    const chosen = models === 'wide' ? wideModels(rival) : await embeddedModels(`${assets}models/inkling-mini/`, rival);
    return { result: await race({ ort, runtime, ...chosen, side, steps, takeTurns: models === 'embedded' }) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

self.onmessage = (event: MessageEvent<RaceRequest>) => {
  void answer(event.data).then((reply) => self.postMessage(reply));
};
