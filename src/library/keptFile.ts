// Files as the database holds them: bytes and their type. Private windows of WebKit refuse Blobs ("Error preparing Blob/File
// data to be stored in object store"). Entries of before are Blobs, and stay readable.

export interface KeptFile {
  readonly bytes: ArrayBuffer;
  /** Media type. */
  readonly type: string;
}

/** What may lie in a store of files. */
export type StoredFile = KeptFile | Blob;

/** Before a transaction is opened: it would not outlive the wait. */
export async function keptFile(file: Blob): Promise<KeptFile> {
  return { bytes: await file.arrayBuffer(), type: file.type };
}

/** The same for several. */
export async function keptFiles(files: ReadonlyMap<string, Blob>): Promise<readonly (readonly [string, KeptFile])[]> {
  return Promise.all([...files].map(async ([key, file]) => [key, await keptFile(file)] as const));
}

/** The file again. */
export function fileOf<T extends StoredFile | undefined>(stored: T): Blob | Extract<T, undefined>;
export function fileOf(stored: StoredFile | undefined): Blob | undefined {
  return stored && !(stored instanceof Blob) ? new Blob([stored.bytes], { type: stored.type }) : stored;
}
