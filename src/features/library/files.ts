// Files from outside: project files are opened, pictures that tell how they were made are asked about, others are taken.
import { loaded } from '../../notices/later.ts';

/** Kinds of pictures that can say how they were made. */
const TELLING = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/svg+xml']);

/** Takes a file that was dropped, pasted, chosen or sent by another program. `asPicture` takes a plain picture. */
export async function takeFile(file: File, asPicture: () => void): Promise<void> {
  if (file.name.toLowerCase().endsWith('.inkling'))
    return (await loaded(() => import('./project.ts')))?.openProject(file);
  const restore = TELLING.has(file.type) ? await loaded(() => import('./restore.ts')) : null;
  if (restore) return restore.offerSettings(file, asPicture);
  asPicture();
}

/** Takes several pictures at once: their settings are offered as a table; without any, the first is taken. */
export async function takeFiles(files: readonly File[], asPicture: (file: File) => void): Promise<void> {
  const restore = await loaded(() => import('./restore.ts'));
  if (restore) return restore.offerSeveral(files, asPicture);
  if (files[0]) asPicture(files[0]);
}
