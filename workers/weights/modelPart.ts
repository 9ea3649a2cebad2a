// A ControlNet, a T2I-Adapter or an autoencoder that is a file of its own, as tensors under diffusers' names.
import { AppError } from '../errors.ts';
import { notACheckpoint } from './checkpoint.ts';
import { controlLoraReader } from './controlLora.ts';
import { unetNames, type Renamed } from './ldm/blocks.ts';
import { vaeNames } from './ldm/vae.ts';
import { refuseQuantised } from './quantised.ts';
import type { DescribedReader } from './reader.ts';
import { recognise, type Recognised } from './recognise.ts';
import { renamedReader } from './renamed.ts';
import { adapterReader } from './t2iAdapter.ts';
import type { TensorReader } from './types.ts';

/**
 * The net in a file: a ControlNet's tensors, or a T2I-Adapter's (`adapter.` before all of them). `file` is owned, and closed when there is none in it.
 * @param unet the UNet that it is to steer, under diffusers' names: a Control-LoRA holds only what it adds to it
 * @throws AppError `unsupported` naming what the file is instead, `bad-model`
 */
export function netReader(file: DescribedReader, name: string, unet: TensorReader): TensorReader {
  return opened(file, name, 'a net', (found) => {
    if (found.kind === 't2i-adapter') return adapterReader(file, found.prefix);
    if (found.kind !== 'controlnet') return null;
    if (found.naming === 'diffusers') return file;
    const names = below(file, found.prefix, unetNames);
    if (found.lora) return controlLoraReader(file, names, unet);
    return renamedReader(file, names, () => file.close());
  });
}

/** The autoencoder in a file, likewise. */
export function vaeReader(file: DescribedReader, name: string): TensorReader {
  return opened(file, name, 'an autoencoder (VAE)', (found) => {
    if (found.kind !== 'vae') return null;
    if (found.naming === 'diffusers') return file;
    return renamedReader(file, below(file, found.prefix, vaeNames), () => file.close());
  });
}

function opened(
  file: DescribedReader,
  name: string,
  what: string,
  read: (found: Recognised) => TensorReader | null,
): TensorReader {
  try {
    const found = recognise(file, file.metadata);
    if (found.kind !== 'other') refuseQuantised(file, name);
    const reader = read(found);
    if (reader) return reader;
    if (found.kind === 'other') throw notACheckpoint(name, found);
    throw new AppError('unsupported', `${name} is not ${what}.`, 'Choose another file.');
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The tensors whose names begin with `prefix`, renamed without it. */
function below(file: TensorReader, prefix: string, rename: (names: readonly string[]) => Renamed): Renamed {
  const names = file.keys().filter((key) => key.startsWith(prefix));
  const renamed = rename(names.map((key) => key.slice(prefix.length)));
  return new Map(Array.from(renamed, ([key, name]) => [key, prefix + name]));
}
