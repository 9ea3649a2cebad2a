// The files of a folder of the disk: chosen in a field, dropped on the page, or behind a handle that the browser lets the page keep.
import { AppError } from '../../workers/errors.ts';

/** More than any model's folder has; a whole disk that is dropped by mistake must not be walked through. */
const MOST_FILES = 5000;
const MOST_DEPTH = 8;

/** Path inside the folder -> file. */
export type FolderFiles = ReadonlyMap<string, File>;

/**
 * The files of an `<input type="file" webkitdirectory>` by their paths inside the chosen folder, and the folder's name.
 * Null where the browser tells no folder.
 */
export function folderFiles(files: Iterable<File>): { readonly name: string; readonly files: FolderFiles } | null {
  const list = [...files];
  const name = list[0]?.webkitRelativePath?.split('/')[0];
  if (!name) return null;
  return { name, files: new Map(list.map((file) => [file.webkitRelativePath.slice(name.length + 1), file])) };
}

/** What of a dropped folder or a handle is needed. */
export interface FolderLike {
  readonly name: string;
  /** What lies directly in it. */
  readonly list: () => Promise<readonly (FolderLike | { readonly name: string; readonly file: () => Promise<File> })[]>;
}

/** All files below, those that are hidden left out. @throws AppError `bad-input` where it cannot be read, or holds too many */
export async function filesBelow(folder: FolderLike): Promise<FolderFiles> {
  const found = new Map<string, File>();
  const walk = async ({ list }: FolderLike, path: string, depth: number): Promise<void> => {
    for (const entry of await list()) {
      if (entry.name.startsWith('.')) continue;
      if ('list' in entry) {
        if (depth < MOST_DEPTH) await walk(entry, `${path}${entry.name}/`, depth + 1);
      } else if (found.size >= MOST_FILES) throw tooMany(folder.name);
      else found.set(path + entry.name, await entry.file());
    }
  };
  try {
    await walk(folder, '', 1);
  } catch (error) {
    throw error instanceof AppError ? error : unreadable(folder.name, error);
  }
  return found;
}

/** A folder as it was dropped: works in every browser. */
export function droppedFolder(entry: FileSystemDirectoryEntry): FolderLike {
  return {
    name: entry.name,
    async list() {
      const reader = entry.createReader();
      const all: FileSystemEntry[] = [];
      for (;;) {
        // A hundred at a time, until there are none.
        const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
        if (some.length === 0) break;
        all.push(...some);
      }
      return all.map((each) =>
        each.isDirectory
          ? droppedFolder(each as FileSystemDirectoryEntry)
          : {
              name: each.name,
              file: () => new Promise<File>((resolve, reject) => (each as FileSystemFileEntry).file(resolve, reject)),
            },
      );
    },
  };
}

/** A folder behind a handle of the File System Access API. */
export function handledFolder(handle: FileSystemDirectoryHandle): FolderLike {
  return {
    name: handle.name,
    async list() {
      const all: FileSystemHandle[] = [];
      for await (const each of handle.values()) all.push(each);
      return all.map((each) =>
        each.kind === 'directory'
          ? handledFolder(each as FileSystemDirectoryHandle)
          : { name: each.name, file: () => (each as FileSystemFileHandle).getFile() },
      );
    },
  };
}

/** The model in these files: of a folder of folders the first one whose `model_index.json` lies least deep. Pure. */
export function modelIn(
  name: string,
  files: FolderFiles,
): { readonly name: string; readonly files: FolderFiles } | null {
  const [index] = [...files.keys()]
    .filter((path) => /(^|\/)model_index\.json$/.test(path))
    .sort((a, b) => a.split('/').length - b.split('/').length);
  if (index === undefined) return null;
  const prefix = index.slice(0, -'model_index.json'.length);
  const own = [...files].filter(([path]) => path.startsWith(prefix));
  return {
    name: prefix.split('/').at(-2) ?? name,
    files: new Map(own.map(([path, file]) => [path.slice(prefix.length), file])),
  };
}

/** What diffusers and transformers call the weights of whatever they save. */
const NAMELESS = /^(diffusion_pytorch_model|pytorch_lora_weights|pytorch_model|model|learned_embeds)(\.fp16)?\.[a-z]+$/;
const WEIGHTS = /\.(safetensors|ckpt|pth?|bin)$/i;

/** The weights in a folder that is no whole model, each once, called as their folder where their own name says nothing. Pure. */
export function weightsIn(
  folder: string,
  files: FolderFiles,
): readonly { readonly source: File; readonly name?: string }[] {
  const stems = new Set([...files.keys()].filter((path) => path.endsWith('.safetensors')).map(stemOf));
  return [...files].flatMap(([path, source]) => {
    if (!WEIGHTS.test(path)) return [];
    // Beside a smaller or safer form of the same weights.
    if (!path.endsWith('.safetensors') && stems.has(stemOf(path))) return [];
    if (
      path.endsWith('.safetensors') &&
      !/\.fp16\./.test(path) &&
      files.has(path.replace(/\.safetensors$/, '.fp16.safetensors'))
    )
      return [];
    if (!NAMELESS.test(source.name)) return [{ source }];
    return [{ source, name: path.split('/').at(-2) ?? folder }];
  });
}

const stemOf = (path: string): string => path.replace(/(\.fp16)?\.[a-z]+$/, '');

function tooMany(name: string): AppError {
  return new AppError('bad-input', `${name} holds more than ${MOST_FILES} files.`, 'Drop the folder of one model.');
}

function unreadable(name: string, cause: unknown): AppError {
  return new AppError('bad-input', `The folder ${name} cannot be read.`, 'Was it moved, or is its disk not there? Choose it again.', { cause }); // prettier-ignore
}
