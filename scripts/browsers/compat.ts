// Since which version a browser has a feature, by MDN's browser-compat-data. Pure.
import { createRequire } from 'node:module';

export const BROWSERS = ['chrome', 'firefox', 'safari'] as const;
export type BrowserName = (typeof BROWSERS)[number];
/** First version with it, as [major, minor]; Infinity where there is none. */
export type Since = Readonly<Record<BrowserName, number>>;

interface Statement {
  readonly version_added: string | false | null;
  readonly version_removed?: string | false;
  readonly flags?: unknown;
  readonly prefix?: string;
  readonly alternative_name?: string;
}

interface Node {
  readonly [key: string]: Node | undefined;
}

interface Compat {
  readonly support: Readonly<Record<string, Statement | readonly Statement[] | undefined>>;
}

const data = createRequire(import.meta.url)('@mdn/browser-compat-data') as Node;

/** The versions of a feature such as `api.OffscreenCanvas`; undefined where MDN has no such entry. */
export function sinceOf(path: string): Since | undefined {
  const node = path
    .split('.')
    .reduce<Node | undefined>((at, key) => (at && Object.hasOwn(at, key) ? at[key] : undefined), data);
  const compat = node?.['__compat'] as unknown as Compat | undefined;
  if (!compat) return undefined;
  const entries = BROWSERS.map((browser) => [browser, first(compat.support[browser])] as const);
  return Object.fromEntries(entries) as unknown as Since;
}

function first(support: Statement | readonly Statement[] | undefined): number {
  const statements =
    support === undefined ? [] : Array.isArray(support) ? (support as readonly Statement[]) : [support as Statement];
  const versions = statements
    .filter((each) => !each.flags && !each.prefix && !each.alternative_name && !each.version_removed)
    .map(({ version_added }) => (version_added ? Number.parseFloat(version_added.replace('≤', '')) : Infinity))
    .map((version) => (Number.isNaN(version) ? Infinity : version));
  return Math.min(Infinity, ...versions);
}

/** True for a feature that one of these browsers lacks. */
export const isNewer = (path: string, than: Since): boolean => {
  const since = sinceOf(path);
  return since !== undefined && BROWSERS.some((browser) => since[browser] > than[browser]);
};

/** Last parts of the paths of everything in MDN's `api` and `javascript.builtins` that one of these browsers lacks. */
export function newerNames(than: Since): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (node: Node, path: string): void => {
    for (const [key, child] of Object.entries(node)) {
      if (key === '__compat' || child === undefined) continue;
      if (isNewer(`${path}.${key}`, than)) names.add(key.replace(/_static$/, ''));
      if (path.split('.').length < 3) walk(child, `${path}.${key}`);
    }
  };
  walk(data['api'] ?? {}, 'api');
  walk(data['javascript']?.['builtins'] ?? {}, 'javascript.builtins');
  return names;
}
