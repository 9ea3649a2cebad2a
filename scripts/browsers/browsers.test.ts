// Node only: the versions that the README names are those that the code needs, by MDN's data.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { BROWSERS, isNewer, newerNames, sinceOf } from './compat.ts';
import { MINIMUM, NEEDS, OPTIONAL } from './minimum.ts';
import { SENTENCES, supportedScript } from './supportedScript.ts';
import { usedApis } from './usedApis.ts';
import { usedStyles } from './usedStyles.ts';

const used = new Map([
  ...usedApis(['tsconfig.app.json', 'tsconfig.workers.json'], newerNames(MINIMUM)),
  ...usedStyles('src'),
]);

describe('the oldest browsers', () => {
  it('have everything that the code uses, but for what it does without', () => {
    const optional = Object.keys(OPTIONAL);
    const covered = (path: string): boolean => optional.some((each) => path === each || path.startsWith(`${each}.`));
    const missing = [...used].filter(([path]) => isNewer(path, MINIMUM) && !covered(path));
    expect(missing.map(([path, place]) => `${path} (${place}): ${JSON.stringify(sinceOf(path))}`)).toEqual([]);
  });

  it.each(BROWSERS)('%s: the one before lacks something that the page looks for', (browser) => {
    const newest = Math.max(...NEEDS.map(({ mdn }) => sinceOf(mdn)?.[browser] ?? NaN));
    expect(newest).toBe(MINIMUM[browser]);
  });

  it('are named in the README', () => {
    const { chrome, firefox, safari } = MINIMUM;
    expect(readFileSync('README.md', 'utf8')).toContain(
      `Chrome or Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`,
    );
  });
});

describe('supported.js', () => {
  /** Runs it where the named globals are missing; what the page says. */
  function said(missing: readonly string[], language = 'fr'): { id: string; text: string } {
    const root = {
      id: 'root',
      text: '',
      style: {},
      setAttribute: () => undefined,
      appendChild: (text: string) => (root.text = text),
    };
    const window: Record<string, unknown> = {
      HTMLElement: { prototype: { showPopover: {} } },
      WebAssembly, OffscreenCanvas: {}, HTMLDialogElement: {}, AbortSignal, CompressionStream: {}, CSSPropertyRule: {},
      CSS: { supports: () => true },
      Uint8Array,
      navigator: { language },
      location: { protocol: 'https:' },
      document: { getElementById: () => root, createTextNode: (text: string) => text },
    }; // prettier-ignore
    for (const name of missing) Reflect.deleteProperty(window, name);
    runInNewContext(supportedScript(), { ...window, window });
    return { id: root.id, text: root.text };
  }

  it('says nothing in a browser that has all', () => {
    expect(said([])).toEqual({ id: 'root', text: '' });
  });

  it('says in one sentence what is missing and which browsers do, and keeps the page from starting', () => {
    expect(said(['OffscreenCanvas', 'CSS'])).toEqual({
      id: 'unsupported',
      text: SENTENCES.en.replace('{lacks}', 'OffscreenCanvas, light-dark()'),
    });
    expect(said(['WebAssembly'], 'de-AT').text).toBe(SENTENCES.de.replace('{lacks}', 'WebAssembly SIMD'));
    expect(said(['AbortSignal'], 'es').text).toBe(SENTENCES.es.replace('{lacks}', 'AbortSignal.any'));
  });

  it('is written in the JavaScript of 2009', () => {
    expect(supportedScript()).not.toMatch(/=>|`|\b(let|const|class|async|import)\b|\?\.|\?\?|\.\.\./);
  });
});
