// The headers that a host does well to send, and the page's service worker adds where it does not.
import { HEADER_POLICY } from './csp.ts';

/** They make a page cross-origin isolated (threads, precise timers, memory measurement). */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** With the built page: its policy, too, which reaches workers in no other way. */
export const SITE_HEADERS = { ...ISOLATION_HEADERS, 'Content-Security-Policy': HEADER_POLICY } as const;
