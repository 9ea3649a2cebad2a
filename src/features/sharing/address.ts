// A link in the address bar: opened, and taken out of the address.
import { isShareHash } from '../../share/hash.ts';
import { loaded } from '../../notices/later.ts';

/** Opens the link in the address bar, if there is one, and takes it out of the address. */
export async function openAddress(): Promise<void> {
  const { hash } = location;
  if (!isShareHash(hash)) return;
  await (await loaded(() => import('./share.ts')))?.openLinkAloud(hash);
  history.replaceState(null, '', location.pathname + location.search);
}
