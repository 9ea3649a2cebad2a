// What the Hugging Face hub says of a file before it is fetched: its size and its SHA-256, by the hub's JSON interface.
import type { Expected } from '../../weights/download.ts';
import { within } from '../../weights/waiting.ts';

const HUB = 'https://huggingface.co';
const HUB_FILE = /^\/([\w.-]+\/[\w.-]+)\/resolve\/([^/]+)\/(.+)$/;
/** Whoever is slower than this is not waited for: the file itself is what is wanted. */
const PATIENCE_MS = 10_000;

/**
 * @param url as `fileAddress` gives it
 * @returns what is known; nothing of other hosts, or where the hub does not say
 * @throws AbortError
 * @source the `paths-info` endpoint as huggingface.js and huggingface_hub use it
 */
export async function hubFacts(url: string, signal: AbortSignal): Promise<Expected> {
  const { origin, pathname } = new URL(url);
  const [, repository, revision, path] = HUB_FILE.exec(pathname) ?? [];
  if (origin !== HUB || path === undefined) return {};
  try {
    const response = await within(
      PATIENCE_MS,
      fetch(`${HUB}/api/models/${repository}/paths-info/${revision}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ paths: [decodeURIComponent(path)] }),
        signal,
      }),
    );
    return response.ok ? factsOf(await within(PATIENCE_MS, response.json())) : {};
  } catch {
    signal.throwIfAborted();
    return {};
  }
}

/** Of one file; a file that git itself keeps has no SHA-256. */
function factsOf(answer: unknown): Expected {
  const [entry] = Array.isArray(answer) ? (answer as readonly unknown[]) : [];
  const { size, lfs } = (entry ?? {}) as { readonly size?: unknown; readonly lfs?: { readonly oid?: unknown } | null };
  const oid = lfs?.oid;
  if (!Number.isSafeInteger(size) || (size as number) <= 0) return {};
  const sha256 = typeof oid === 'string' && /^[0-9a-f]{64}$/.test(oid) ? oid : undefined;
  return { bytes: size as number, ...(sha256 !== undefined && { sha256 }) };
}
