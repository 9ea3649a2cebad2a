// What the page's style sheets use of the browser: properties, keywords, functions, units, selectors, at-rules.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AtRule, type ChildNode, type Container, type Document, parse } from 'postcss';
import { sinceOf } from './compat.ts';
import type { Used } from './usedApis.ts';

/** The features that the style sheets below a folder use. */
export function usedStyles(folder: string): Used {
  const used = new Map<string, string>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  for (const file of files) {
    parse(readFileSync(join(folder, file), 'utf8')).walk((node) => {
      for (const path of pathsOf(node)) {
        if (!used.has(path) && sinceOf(path)) used.set(path, `${join(folder, file)}:${node.source?.start?.line ?? 0}`);
      }
    });
  }
  return used;
}

function pathsOf(node: ChildNode): readonly string[] {
  if (isOffered(node)) return [];
  if (node.type === 'decl')
    return node.prop.startsWith('--')
      ? ofValue(node.value)
      : [...ofProperty(node.prop, node.value), ...ofValue(node.value)];
  if (node.type === 'atrule') {
    const features = [...node.params.matchAll(/\(\s*([\w-]+)/g)].map(([, name]) => `css.at-rules.${node.name}.${name}`);
    return [`css.at-rules.${node.name}`, ...features];
  }
  if (node.type !== 'rule') return [];
  const nested = node.parent?.type === 'rule' ? ['css.selectors.nesting'] : [];
  return [...nested, ...[...node.selector.matchAll(/::?([a-z-]+)/g)].map(([, name]) => `css.selectors.${name}`)];
}

/** Below an `@supports`: used only where it is there. */
function isOffered(node: ChildNode | Container | Document | undefined): boolean {
  return (
    node !== undefined && ((node.type === 'atrule' && (node as AtRule).name === 'supports') || isOffered(node.parent))
  );
}

const ofProperty = (name: string, value: string): readonly string[] => [
  `css.properties.${name}`,
  ...value.split(/[\s,/]+/).map((word) => `css.properties.${name}.${word}`),
];

function ofValue(value: string): readonly string[] {
  const functions = [...value.matchAll(/([a-z][\w-]*)\(/g)].flatMap(([, name]) =>
    [
      '',
      'color.',
      'image.',
      'gradient.',
      'easing-function.',
      'transform-function.',
      'filter-function.',
      'basic-shape.',
    ].map((kind) => `css.types.${kind}${name}`),
  );
  const units = [...value.matchAll(/\d([a-z]+)\b/g)].map(([, unit = '']) =>
    /^[dsl]v/.test(unit) ? 'css.types.length.viewport_percentage_units_dynamic' : `css.types.length.${unit}`,
  );
  return [...functions, ...units];
}
