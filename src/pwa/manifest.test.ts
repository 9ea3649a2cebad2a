// What browsers and Lighthouse ask of an installable page, asked of the files as they are.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../files/imageHeader.ts';

const PUBLIC = new URL('../../public/', import.meta.url);
const file = (name: string): Buffer => readFileSync(new URL(name, PUBLIC));
const html = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');
const tokens = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');
const manifest = JSON.parse(file('manifest.webmanifest').toString('utf8')) as Manifest;

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
  readonly label?: string;
}

interface Manifest {
  readonly [key: string]: unknown;
  readonly icons: readonly Picture[];
  readonly screenshots: readonly Picture[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string; readonly icons: readonly Picture[] }[];
}

/** `content` of the meta elements of that name, by their `media`. */
function metas(name: string): Readonly<Record<string, string>> {
  const found = [...html.matchAll(/<meta\s[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`name="${name}"`));
  const value = (tag: string, key: string): string => new RegExp(`\\b${key}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return Object.fromEntries(found.map((tag) => [value(tag, 'media'), value(tag, 'content')]));
}

describe('the manifest', () => {
  it('says what installing needs', () => {
    expect(manifest).toMatchObject({
      id: './',
      name: 'Inkling',
      start_url: './',
      scope: './',
      display: 'standalone',
      lang: 'en',
    });
    expect((manifest['short_name'] as string).length).toBeLessThanOrEqual(12);
    expect((manifest['description'] as string).length).toBeLessThanOrEqual(300);
    expect(manifest['categories']).not.toHaveLength(0);
  });

  it('has icons of the sizes that systems ask for, one of them maskable', () => {
    const of = (purpose: string): readonly string[] =>
      manifest.icons.filter((icon) => (icon.purpose ?? 'any').split(' ').includes(purpose)).map(({ sizes }) => sizes);
    expect(of('any')).toEqual(expect.arrayContaining(['192x192', '512x512']));
    expect(of('maskable')).toContain('512x512');
  });

  it('has a wide and a narrow screenshot, small enough to be in the repository', () => {
    expect(manifest.screenshots.map((shot) => shot.form_factor)).toEqual(['wide', 'narrow']);
    for (const { src, sizes, label = '' } of manifest.screenshots) {
      const [width = 0, height = 0] = sizes.split('x').map(Number);
      expect(label).not.toBe('');
      expect(statSync(new URL(src, PUBLIC)).size).toBeLessThan(150_000);
      // Chromium shows no others.
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(320);
      expect(Math.max(width, height)).toBeLessThanOrEqual(3840);
      expect(Math.max(width, height) / Math.min(width, height)).toBeLessThanOrEqual(2.3);
    }
  });

  it('declares the pictures as they are', () => {
    const shortcuts = manifest.shortcuts.flatMap(({ icons }) => icons);
    for (const { src, sizes, type } of [...manifest.icons, ...manifest.screenshots, ...shortcuts]) {
      expect(existsSync(new URL(src, PUBLIC)), src).toBe(true);
      if (sizes === 'any') continue;
      const size = readHeader(new Uint8Array(file(src)));
      expect(size && `${size.width}x${size.height}`, src).toBe(sizes);
      expect(type, src).toBe(`image/${src.split('.').at(-1)}`);
    }
  });

  it('offers shortcuts within its scope', () => {
    expect(manifest.shortcuts.map(({ url }) => url)).toEqual(['./?new', './?gallery']);
  });
});

describe('the page', () => {
  it('says how wide it is, and forbids nobody to zoom', () => {
    const { '': viewport = '' } = metas('viewport');
    expect(viewport).toContain('width=device-width');
    expect(viewport).toContain('initial-scale=1');
    expect(viewport).not.toMatch(/user-scalable|maximum-scale/);
  });

  it('has a title and a description', () => {
    expect(/<title>(.+)<\/title>/.exec(html)?.[1]).toContain('Inkling');
    const { '': description = '' } = metas('description');
    expect(description.length).toBeGreaterThan(50);
    expect(description.length).toBeLessThanOrEqual(160);
  });

  it('has the colours of its ground in both themes', () => {
    const [, light, dark] = /--bg: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? [];
    expect(metas('theme-color')).toEqual({
      '(prefers-color-scheme: light)': light,
      '(prefers-color-scheme: dark)': dark,
    });
    expect([manifest['theme_color'], manifest['background_color']]).toEqual([light, light]);
    expect(metas('color-scheme')).toEqual({ '': 'light dark' });
  });

  it('links its manifest and its icons, one for Apple', () => {
    for (const rel of ['manifest', 'icon', 'apple-touch-icon']) {
      const href = new RegExp(`<link rel="${rel}"[^>]*href="\\./([^"]+)"`).exec(html)?.[1] ?? '';
      expect(existsSync(new URL(href, PUBLIC)), rel).toBe(true);
      if (rel === 'apple-touch-icon') expect(readHeader(new Uint8Array(file(href)))?.width).toBeGreaterThanOrEqual(180);
    }
    expect(html).toMatch(/<html lang="en"/);
  });
});
