// Which kept picture a page was opened from: that picture is shown with the page, though another page made it.
import { isRecord } from '../files/values.ts';
import { readDevice, writeDevice } from './device.ts';

const KEY = 'origins';
/** Pages opened longer ago than this many others begin without a picture. */
const MOST = 200;

/** The kept picture that the page was opened from; null where there is none. */
export async function originOf(pageId: string): Promise<string | null> {
  return (await readOrigins()).get(pageId) ?? null;
}

export async function keepOrigin(pageId: string, pictureId: string): Promise<void> {
  const origins = [...(await readOrigins())].filter(([id]) => id !== pageId);
  const last = [...origins, [pageId, pictureId] as const].slice(-MOST);
  await writeDevice(new Map([[KEY, Object.fromEntries(last)]]));
}

async function readOrigins(): Promise<ReadonlyMap<string, string>> {
  const value = (await readDevice([KEY])).get(KEY);
  const entries = Object.entries(isRecord(value) ? value : {});
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
