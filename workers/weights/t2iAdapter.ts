// A T2I-Adapter that is a file of its own: TencentARC's names as diffusers', and its config out of its tensors' shapes.
import { AppError } from '../errors.ts';
import { highest } from './ldm/highest.ts';
import { renamedReader } from './renamed.ts';
import type { TensorReader } from './types.ts';

/** All published adapters see squares of eight pixels, as the autoencoder does. */
const FACTOR = 8;
const LEVELS = 4;

/** The file's tensors under diffusers' names (`adapter.body.0.resnets.1.block1.weight`); closing it closes `file`. */
export function adapterReader(file: TensorReader, prefix: string): TensorReader {
  const names = new Map(file.keys().map((key) => [key.slice(prefix.length), key]));
  const resnets = resnetsInLevel([...names.keys()]);
  const renamed = Array.from(names, ([name, key]) => [`adapter.${diffusersName(name, resnets)}`, key] as const);
  return renamedReader(file, new Map(renamed), () => file.close());
}

/** TencentARC numbers the residual blocks of all levels in one row; the light kind has a row a level, called `body`. */
function diffusersName(name: string, resnets: number): string {
  const inner = /^(body\.\d+)\.body\.(\d+\..+)$/.exec(name);
  if (inner) return `${inner[1]}.resnets.${inner[2]}`;
  const [, number, rest = ''] = /^body\.(\d+)\.(.+)$/.exec(name) ?? [];
  if (number === undefined || resnets === 0) return name;
  const level = `body.${Math.floor(Number(number) / resnets)}`;
  return rest.startsWith('in_conv.') ? `${level}.${rest}` : `${level}.resnets.${Number(number) % resnets}.${rest}`;
}

/** Of TencentARC's full kind: a level begins where the channels change; 0 for any other. */
function resnetsInLevel(names: readonly string[]): number {
  if (!names.some((name) => /^body\.\d+\.block1\./.test(name))) return 0;
  const widened = names.flatMap((name) => /^body\.(\d+)\.in_conv\.weight$/.exec(name)?.[1] ?? []);
  const all = 1 + highest(names, /^body\.(\d+)\./);
  return widened.length > 0 ? Math.max(1, Math.min(...widened.map(Number))) : Math.max(1, Math.floor(all / LEVELS));
}

/** `T2IAdapter`'s config.json. @param adapter under diffusers' names. @throws AppError `bad-model` for what makes no sense */
export function adapterConfig(adapter: TensorReader): Record<string, unknown> {
  const side = (key: string, axis: number): number => {
    const size = adapter.info(`adapter.${key}.weight`)?.shape[axis];
    if (size) return size;
    throw new AppError('bad-model', `tensor '${key}.weight' is missing`, 'The file is damaged or incomplete.');
  };
  const light = adapter.info('adapter.conv_in.weight') === undefined;
  const levels = 1 + highest(adapter.keys(), /^adapter\.body\.(\d+)\./);
  const channels = Array.from({ length: levels }, (_, level) =>
    side(`body.${level}.${light ? 'out_conv' : 'resnets.0.block1'}`, 0),
  );
  return {
    _class_name: 'T2IAdapter',
    adapter_type: light ? 'light_adapter' : 'full_adapter',
    in_channels: side(light ? 'body.0.in_conv' : 'conv_in', 1) / FACTOR ** 2,
    channels: light ? channels.slice(0, -1) : channels, // the last level repeats the width before
    num_res_blocks: 1 + highest(adapter.keys(), /^adapter\.body\.0\.resnets\.(\d+)\./),
    downscale_factor: FACTOR,
  };
}
