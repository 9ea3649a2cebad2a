// A picture that somebody wants: the page that asks and the request that it stands for. Reads state; changes nothing.
import type { PackInfo, Pixels } from '../../workers/engine/api.ts';
import { pageRequest } from '../control/pageRequest.ts';
import type { GenerateRequest } from '../machine/requestTypes.ts';
import type { AppState } from '../state/types.ts';

export type Request = GenerateRequest<Pixels>;

export interface Wish {
  /** The page as it will be kept with the picture: opening it again gives the same picture. */
  readonly page: AppState;
  readonly seed: number;
  readonly request: (pack: PackInfo) => Request;
}

/** How a wish differs from the page: the same change on the request and on the page. */
export interface Change {
  readonly request: (request: Request) => Request;
  readonly page: (page: AppState) => AppState;
}

/** A wish for each change of one page; all share the hints' pixels, which are drawn once. */
export function wishesOf(page: AppState, changes: readonly Change[]): readonly Wish[] {
  let base: { readonly pack: PackInfo; readonly request: Request } | null = null;
  const baseOf = (pack: PackInfo): Request => {
    if (base?.pack !== pack) base = { pack, request: pageRequest(page, pack) };
    return base.request;
  };
  // Now, while all pictures that it names are at hand; without a pack it has to wait.
  if (page.pack) baseOf(page.pack);
  return changes.map((change) => {
    const changed = change.page(page);
    return { page: changed, seed: changed.seed.value, request: (pack) => change.request(baseOf(pack)) };
  });
}

/** The picture of another seed. */
export function withSeed(seed: number): Change {
  return {
    request: (request) => ({ ...request, seed }),
    page: (page) => ({ ...page, seed: { ...page.seed, value: seed } }),
  };
}

/** One change after the other. */
export function both(first: Change, second: Change): Change {
  return {
    request: (request) => second.request(first.request(request)),
    page: (page) => second.page(first.page(page)),
  };
}

/** The next seeds from `seed` on, as A1111 counts a batch; they begin again at 0 after the last. */
export function batchSeeds(seed: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => (seed + i) % 2 ** 32);
}
