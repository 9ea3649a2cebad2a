// The page's database: its schema, and the way from one version to the next. Nothing else opens IndexedDB for the page.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PictureRecord } from '../files/types.ts';
import type { StoredFile } from './keptFile.ts';

/** A page (a drawing with its words and settings) as lists show it. */
export interface PageRow {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  readonly prompt: string;
  /** Nothing is on its paper. */
  readonly empty: boolean;
  /** Keys of the pixels that it needs. */
  readonly pixels: readonly string[];
}

/** What is read only when somebody looks at one picture: it can be long. */
export type PictureDetails = Pick<PictureRecord, 'page' | 'metadata'>;

/** A finished picture as the gallery lists it. */
export interface PictureRow extends Omit<PictureRecord, keyof PictureDetails> {
  /** Keys of the pixels that its page needs. */
  readonly pixels: readonly string[];
  /** The stored page that it was made from. */
  readonly pageId: string | null;
  readonly bytes: number;
}

export interface Schema extends DBSchema {
  pages: { key: string; value: PageRow; indexes: { changedAt: number } };
  /** A page as share/page.ts writes it. */
  texts: { key: string; value: string };
  /** Small pictures of pages. */
  pageThumbs: { key: string; value: StoredFile };
  /** Pixels that pages refer to, as files, by `stock:id`. */
  pixels: { key: string; value: StoredFile };
  pictures: { key: string; value: PictureRow; indexes: { createdAt: number } };
  details: { key: string; value: PictureDetails };
  /** PNG files of pictures. */
  files: { key: string; value: StoredFile };
  thumbs: { key: string; value: StoredFile };
  /** What belongs to this device, not to a page: brushes, agreed downloads. */
  device: { key: string; value: unknown };
}

export type Db = IDBPDatabase<Schema>;

const NAME = 'inkling';
const VERSION = 1;
let opened: Promise<Db> | null = null;
/** What `opened` came to. */
let current: Db | null = null;

/** The database, opened once, and again where the browser has closed it. @throws where the browser gives no storage (some private windows) */
export async function openDb(): Promise<Db> {
  const asked = (opened ??= open());
  const db = await asked;
  if (isAlive(db)) return db;
  // Of several that met the lost connection the first opens another, which the rest must leave open.
  if (opened === asked) forget(db);
  return (opened ??= open());
}

/** Pages that slept were seen with a connection that is lost, without an event that says so. */
function isAlive(db: Db): boolean {
  try {
    db.transaction('device').done.catch(() => undefined);
    return true;
  } catch {
    return false;
  }
}

function open(): Promise<Db> {
  const opening = openDB<Schema>(NAME, VERSION, {
    upgrade: (db, from) => {
      if (from < 1) createFirst(db);
    },
    // A newer page wants to upgrade: let it; this one opens again when it needs to.
    blocking: () => void opening.then(forget),
    terminated: () => void opening.then(forget),
  }).then(
    (db) => {
      current = db;
      return db;
    },
    (error: unknown) => {
      if (opened === opening) opened = null;
      throw error;
    },
  );
  return opening;
}

/** The next one who asks gets another connection than this. */
function forget(db: Db): void {
  if (current === db) opened = current = null;
  db.close();
}

function createFirst(db: Db): void {
  db.createObjectStore('pages', { keyPath: 'id' }).createIndex('changedAt', 'changedAt');
  db.createObjectStore('pictures', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
  for (const name of ['texts', 'pageThumbs', 'pixels', 'details', 'files', 'thumbs', 'device'] as const) {
    db.createObjectStore(name);
  }
}

/** Writes by `work`; where that fails for want of anything but room, the next one gets a new connection. */
export async function writing<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb();
  try {
    return await work(db);
  } catch (error) {
    if (!isFull(error)) forget(db);
    throw error;
  }
}

/** True for the error with which browsers refuse to store more. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
