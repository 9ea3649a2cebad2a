// A folder of this checkout as PackFiles; for tests only.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { memoryPack } from '../weights/packFiles.ts';
import type { PackFiles } from '../weights/types.ts';

/** Every file below `folder`, in memory. */
export function diskPack(name: string, folder: URL): PackFiles {
  const files: Record<string, string | Uint8Array> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = new URL(path, folder);
    if (!statSync(file).isFile()) continue;
    files[path] = path.endsWith('.safetensors') ? new Uint8Array(readFileSync(file)) : readFileSync(file, 'utf8');
  }
  return memoryPack(name, files);
}
