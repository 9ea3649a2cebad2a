// Makes a page cross-origin isolated (threads, precise timers) on hosts that cannot send headers.

const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** The response with the isolation headers; one whose headers cannot be set is returned as it is. */
export function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'error' || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
