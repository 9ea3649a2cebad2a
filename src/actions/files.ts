// Files from outside: project files are opened, pictures that tell how they were made are asked about, others are taken.
import { loaded } from './later.ts';

/** Takes a file that was dropped, pasted, chosen or sent by another program. `asPicture` takes a plain picture. */
export async function takeFile(file: File, asPicture: () => void): Promise<void> {
  if (file.name.toLowerCase().endsWith('.inkling'))
    return (await loaded(() => import('./project.ts')))?.openProject(file);
  const restore = file.type === 'image/png' ? await loaded(() => import('./restore.ts')) : null;
  if (restore) return restore.offerSettings(file, asPicture);
  asPicture();
}
