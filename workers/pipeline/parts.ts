// The weight files of a pack: each opened when it is asked for, all of them together one reader.
import { AppError } from '../errors.ts';
import { once } from '../weights/once.ts';
import { joinReaders } from '../weights/reader.ts';
import type { PackFiles, TensorReader } from '../weights/types.ts';

export interface Part {
  readonly files: PackFiles;
  /** Folder inside `files`, '' or ending in '/'. */
  readonly folder: string;
}

export interface OpenParts {
  /** Every tensor of what is open, as `<part>/<name>`. */
  readonly weights: TensorReader;
  /** Opens parts, each once. @throws AppError `bad-model`, `unsupported`, `download`, `bug` for a name that is none; asked again, it tries again */
  open(names: Iterable<string>): Promise<void>;
}

/** `parts` by name, none of them open yet. */
export function openParts(parts: ReadonlyMap<string, Part>): OpenParts {
  const joined = joinReaders({});
  const openings = new Map<string, Promise<void>>();
  return {
    weights: repeatedNets(joined),
    async open(names) {
      for (const name of names) {
        await once(openings, name, async () => {
          const part = parts.get(name);
          if (!part) throw new AppError('bug', `The pack has no part "${name}".`);
          const { files, folder } = part;
          joined.add(name, await files.tensors(await weightFile(files, folder)));
        });
      }
    },
  };
}

/** diffusers' names for a component's weights, the smaller fp16 variant first. */
async function weightFile(files: PackFiles, folder: string): Promise<string> {
  const stems = folder === 'text_encoder/' ? ['model'] : ['diffusion_pytorch_model'];
  for (const stem of stems) {
    for (const ending of [
      '.fp16.safetensors',
      '.safetensors',
      '.safetensors.index.json',
      '.fp16.safetensors.index.json',
    ]) {
      if (await files.has(`${folder}${stem}${ending}`)) return `${folder}${stem}${ending}`;
    }
    if (await files.has(`${folder}${stem}.bin`)) {
      throw new AppError(
        'unsupported',
        `${files.name}: ${folder}${stem}.bin is a pickle, which is never loaded.`,
        'Use a version of the model in .safetensors.',
      );
    }
  }
  throw new AppError(
    'bad-model',
    `${files.name}: ${folder || 'the folder'} has no .safetensors file.`,
    'Is this a folder in the diffusers layout?',
  );
}

/** `controlnet.<net>#2/...` reads the weights of `controlnet.<net>/...`: a second unit with the same net. */
function repeatedNets(reader: TensorReader): TensorReader {
  const original = (key: string): string => key.replace(/#\d+\//, '/');
  return {
    keys: () => reader.keys(),
    info: (key) => reader.info(original(key)),
    read: (key) => reader.read(original(key)),
    rows: (key, first, end) => reader.rows?.(original(key), first, end),
    close: () => reader.close(),
  };
}
