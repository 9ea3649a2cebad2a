import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { svgOf } from '../../workers/finish/svg.ts';
import { svgPage } from './svgPage.ts';

const EMPTY = { width: 1, height: 1, regions: [], inks: [], background: 'paper', note: null } as const;

it('what an SVG file of ours says comes back word for word', () => {
  const page = fc.jsonValue().map((value) => JSON.stringify({ v: 2, value }));
  fc.assert(
    fc.property(page, fc.string(), (metadata, title) => {
      expect(svgPage(svgOf(EMPTY, { title, metadata, description: '<metadata id="inkling">no</metadata>' }))).toBe(
        metadata,
      );
    }),
  );
});

it('also after another program wrote the file anew', () => {
  const svg = `<svg><metadata\n  x="1"  id='inkling' >{&#34;a&#x22;:&apos;&lt;&amp;lt;&apos;}</metadata\n></svg>`;
  expect(svgPage(svg)).toBe(`{"a":'<&lt;'}`);
});

it.each([
  '',
  '<svg/>',
  '<metadata id="inkling">',
  '<metadata id="inkling"><a/></metadata>',
  '<metadata id="other">{}</metadata>',
  `<metadata ${'id '.repeat(50_000)}>`,
])('a file without one has none: %s', (svg) => expect(svgPage(svg.slice(0, 200_000))).toBeNull());
