/**
 * The files of an `<input type="file" webkitdirectory>` by their paths inside the chosen folder, and the folder's name.
 * Null where the browser tells no folder.
 */
export function folderFiles(
  files: Iterable<File>,
): { readonly name: string; readonly files: ReadonlyMap<string, File> } | null {
  const list = [...files];
  const name = list[0]?.webkitRelativePath?.split('/')[0];
  if (!name) return null;
  return { name, files: new Map(list.map((file) => [file.webkitRelativePath.slice(name.length + 1), file])) };
}
