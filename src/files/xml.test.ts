import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from './xml.ts';

type Plain = string | { readonly tag: string; readonly attributes: object; readonly inside: readonly Plain[] };

interface Node {
  readonly nodeName: string;
  readonly nodeValue?: string | null;
  readonly attributes?: ArrayLike<{ readonly nodeName: string; readonly value: string }>;
  readonly childNodes?: ArrayLike<Node>;
}

/** Texts side by side are one; comments and instructions are nothing. */
function plain(nodes: ArrayLike<Node>): readonly Plain[] {
  return Array.from(nodes).reduce<Plain[]>((list, node) => {
    const last = list.at(-1);
    if (node.nodeName === '#text' || node.nodeName === '#cdata-section') {
      const text = node.nodeValue ?? '';
      if (typeof last === 'string') return [...list.slice(0, -1), last + text];
      return text === '' ? list : [...list, text];
    }
    if (node.nodeName.startsWith('#') || !node.attributes) return list;
    const attributes = Object.fromEntries(Array.from(node.attributes, ({ nodeName, value }) => [nodeName, value]));
    return [...list, { tag: node.nodeName, attributes, inside: plain(node.childNodes ?? []) }];
  }, []);
}

const ours = (xml: string): readonly Plain[] => plain(readXml(xml).childNodes);
const theirs = (xml: string): readonly Plain[] =>
  plain(new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml').childNodes);

const XMP = `<?xpacket begin="\uFEFF" id="W5M0"?><x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk='a "kit"'><!-- <no> -->
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" dc:a="1 &lt; 2&#10;&#x5bb6;"
 xmlns:dc="d"><dc:b><rdf:Alt><rdf:li xml:lang="x-default">a lamp, 家 &amp;&#x1F3EE; <![CDATA[<b> & c]]></rdf:li></rdf:Alt></dc:b
><dc:empty/></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

describe('readXml', () => {
  it('reads what xmldom reads', () => {
    expect(ours(XMP)).toEqual(theirs(XMP));
  });

  it('reads whatever can be written, as xmldom reads it', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,3}(:[a-z]{1,3})?$/).filter((each) => !/^xml|:xml/.test(each));
    const escaped = (text: string): string => text.replace(/[&<>"\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const text = fc.stringMatching(/^[ -~äß家\n]{0,12}$/u).map(escaped);
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc
        .tuple(
          name,
          fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key, maxLength: 3 }),
          fc.array(
            fc.oneof(
              { depthSize: 'small', withCrossShrink: true },
              text,
              fc.constant('<!-- - -->'),
              fc.constant('<![CDATA[ <&]] > ]]>'),
              tie('tree'),
            ),
            { maxLength: 4 },
          ),
        )
        .map(([tag, attributes, inside]) => {
          // Every prefix is bound, or xmldom complains.
          const prefixes = new Set(
            [tag, ...attributes.map(([key]) => key)].flatMap((each) => each.split(':').slice(0, -1)),
          );
          const bound = [...prefixes].map((prefix) => ` xmlns:${prefix}="urn:${prefix}"`).join('');
          return `<${tag}${bound}${attributes.map(([key, value]) => ` ${key}="${value}"`).join('')}>${inside.join('')}</${tag}>`;
        }),
    }));
    fc.assert(
      fc.property(tree, (xml) => {
        expect(ours(xml)).toEqual(theirs(xml));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['an element that is not closed', '<a><b></a>'],
    ['an end without a beginning', '</a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['an entity that nobody declared', '<a>&x;</a>'],
    ['a bare ampersand', '<a>b & c</a>'],
    ['a number beyond Unicode', '<a>&#x110000;</a>'],
    ['an attribute without quotes', '<a b=c/>'],
    ['a comment without an end', '<a/><!-- '],
    ['too many levels', '<a>'.repeat(200) + '</a>'.repeat(200)],
  ])('refuses %s', (_, xml) => {
    expect(() => readXml(xml)).toThrow();
  });

  it('takes no longer for long nonsense', () => {
    const long = 'a="b" '.repeat(200_000);
    expect(() => readXml(`<a ${long}`)).toThrow('no XML');
    expect(() => readXml('<!--'.repeat(300_000))).toThrow('no XML');
  });
});
