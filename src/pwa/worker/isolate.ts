// The site's headers on hosts that cannot send them: they make the page cross-origin isolated (threads, precise timers), and
// bring the page's policy into its workers.

/** Written by scripts/vite/serviceWorker.ts. */
declare const SITE_HEADERS: Readonly<Record<string, string>>;

/** The response with the site's headers; one whose headers cannot be set is returned as it is. */
export function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'error' || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SITE_HEADERS)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
