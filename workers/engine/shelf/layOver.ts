// Nets and the autoencoder that a job asks for by the names of files on the shelf, laid over the loaded pack.
import { AppError } from '../../errors.ts';
import { addNet, type ExtraFile, useVae } from '../../pipeline/extras.ts';
import type { Job } from '../../pipeline/job.ts';
import type { Loaded } from '../../pipeline/loaded.ts';
import type { ModelKind } from '../api.ts';
import type { Shelf } from './shelf.ts';

/** @throws AppError `bad-input` for a VAE that is not on the shelf, `bad-model` for files of another kind of model */
export async function layOver(loaded: Loaded, shelf: Shelf, job: Job): Promise<void> {
  const { controlNets, adapters } = loaded.pack;
  const has = (net: string): boolean => controlNets.has(net) || adapters.has(net);
  const missing = job.controls.filter(({ net, weight }) => weight !== 0 && !has(net));
  const vae = job.vae ?? null;
  if (missing.length > 0) {
    for (const { net } of missing) {
      const file = await fileNamed(shelf, net, 'controlnet', 't2i-adapter');
      if (file) await addNet(loaded, file); // a name that is nobody's is told by whoever plans the picture
    }
  }
  if (vae === loaded.pack.vaeName) return;
  const file = vae === null ? null : await fileNamed(shelf, vae, 'vae');
  if (vae !== null && !file)
    throw new AppError('bad-input', `There is no VAE "${vae}" on this device.`, 'Add it again.');
  await useVae(loaded, file);
}

async function fileNamed(shelf: Shelf, name: string, ...kinds: readonly ModelKind[]): Promise<ExtraFile | null> {
  const found = (await shelf.list()).find((record) => kinds.includes(record.kind) && record.name === name);
  return found ? { name, condition: found.condition, open: () => shelf.open(found.id) } : null;
}
