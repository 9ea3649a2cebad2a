// The page's only policy of Trusted Types: script comes from the page's own origin. Every other text that would become script
// or markup is refused by the browser (scripts/vite/csp.ts).

interface Rules {
  readonly createScriptURL: (url: string) => string;
}

/** The compiler's library has no Trusted Types yet; what they give out is taken as the text that it stands for. */
interface TrustedTypes {
  createPolicy(name: 'inkling', rules: Rules): Rules;
}

const RULES: Rules = { createScriptURL: ofOwnOrigin };

/** Browsers without Trusted Types take the text itself. */
const policy =
  (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('inkling', RULES) ?? RULES;

/**
 * The address of a script, for `new Worker` and the like.
 * @throws TypeError where it is not of the page's own origin
 */
export function ownScript(url: URL | string): string {
  return policy.createScriptURL(String(url));
}

function ofOwnOrigin(url: string): string {
  const { href } = new URL(url, document.baseURI);
  // Not by `origin`: a blob: has the origin of whoever made it.
  if (!href.startsWith(`${location.origin}/`)) throw new TypeError(`this page's scripts do not come from ${href}`);
  return href;
}
