// Any file of weights opened by what its first bytes are: safetensors, or a zip of torch.save. The name says nothing.
import { AppError } from '../errors.ts';
import { type DescribedReader, safetensorsReader } from './reader.ts';
import type { ByteSource } from './source.ts';
import { checkpointReader } from './torchZip.ts';

/** What files that are no weights begin with, and what to call them. */
const OTHERS: readonly (readonly [RegExp, string, string])[] = [
  [/^GGUF/, 'a GGUF file, which is quantised', 'Use the model in .safetensors.'],
  [/^version https:\/\/git-lfs/, 'a Git LFS pointer, not the file itself', 'Download the file from its page.'],
  [/^\s*</, 'a web page, not a model', 'Download it again; the site may ask for a login first.'],
  [/^(\x89PNG|\xff\xd8\xff|RIFF)/, 'a picture', 'Drop a file of weights.'],
  [/^(\x1f\x8b|7z\xbc\xaf|Rar!)/, 'an archive', 'Unpack it and drop the file that is inside.'],
  [/^\x80[\x02-\x05]/, 'a pickle in the old form of torch.save, which cannot be read safely', 'Use .safetensors.'],
  [/^(%PDF|MZ|\x7fELF)/, 'no file of weights', 'Drop a .safetensors or .ckpt file.'],
];

/**
 * The tensors of `source`, which the reader owns and closes, also when the file is bad.
 * @throws AppError `bad-model` for a damaged file, `unsupported` naming what it is instead
 */
export function openTensorFile(source: ByteSource): DescribedReader {
  let head: string;
  try {
    head = String.fromCharCode(...source.read(0, Math.min(64, source.byteLength)));
  } catch (error) {
    source.close();
    throw error;
  }
  const other = OTHERS.find(([pattern]) => pattern.test(head));
  if (other) {
    source.close();
    throw new AppError('unsupported', `${source.name} is ${other[1]}.`, other[2]);
  }
  if (!head.startsWith('PK')) return safetensorsReader(source);
  return checkpointReader(source);
}
