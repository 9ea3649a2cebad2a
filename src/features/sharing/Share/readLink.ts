// The page's link as the panel shows it.
import { failureOf } from '../../../machine/failure.ts';
import { shareLink } from '../share.ts';

export type Link =
  | { readonly state: 'making' }
  | { readonly state: 'made'; readonly href: string }
  | { readonly state: 'refused'; readonly message: string; readonly hint: string };

export async function readLink(): Promise<Link> {
  try {
    return { state: 'made', href: await shareLink() };
  } catch (error) {
    const { message, hint } = failureOf(error);
    return { state: 'refused', message, hint };
  }
}
