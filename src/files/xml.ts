// Reads the XML of metadata without the browser's parser: nothing of it becomes part of a document, so that no handler, entity
// or address in it is ever looked at. XML 1.0 without document types, which XMP (ISO 16684-1) does not use. Pure.

export interface XmlText {
  readonly nodeName: '#text';
  nodeValue: string;
}

/** The part of the DOM's Element that readers of metadata ask for. */
export interface XmlElement {
  readonly nodeName: string;
  readonly tagName: string;
  readonly attributes: readonly { readonly nodeName: string; readonly value: string }[];
  readonly childNodes: (XmlElement | XmlText)[];
}

export interface XmlDocument {
  readonly childNodes: readonly (XmlElement | XmlText)[];
  /** No element stands for a fault: those throw. */
  getElementsByTagName(name: string): readonly [];
}

/** Deeper than any metadata; whoever reads it does so by recursion. */
const MAX_DEPTH = 100;
const MAX_LENGTH = 8 * 2 ** 20;

const SKIPPED = /<!--[^]*?-->|<\?[^]*?\?>/.source;
const CDATA = /<!\[CDATA\[([^]*?)\]\]>/.source;
const END = /<\/([^\s<>/]+)\s*>/.source;
const ATTRIBUTE = /\s+[^\s<>/=]+\s*=\s*(?:"[^"<]*"|'[^'<]*')/.source;
const START = `<([^\\s<>/!?]+)((?:${ATTRIBUTE})*)\\s*(/?)>`;
const TOKEN = new RegExp(`${SKIPPED}|${CDATA}|${END}|${START}|([^<]+)`, 'y');
const ATTRIBUTES = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** @throws Error where the text is no well-formed XML, or has a document type */
export function readXml(text: string): XmlDocument {
  if (text.length > MAX_LENGTH) throw new Error(`XML of ${text.length} characters is no metadata`);
  const top = element('', '');
  const open: XmlElement[] = [top];
  let inner = top;
  const token = new RegExp(TOKEN);
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (!found) throw new Error(`no XML at character ${at}`);
    const [, cdata, end, start, attributes = '', empty, plain] = found;
    if (cdata !== undefined) add(inner, cdata);
    else if (plain !== undefined) add(inner, decoded(plain));
    else if (start !== undefined) {
      const child = element(start, attributes);
      inner.childNodes.push(child);
      if (empty === '/') continue;
      if (open.length > MAX_DEPTH) throw new Error('XML that is too deep');
      open.push(child);
      inner = child;
    } else if (end !== undefined) {
      const closed = open.pop();
      const outer = open.at(-1);
      if (closed?.tagName !== end || !outer) throw new Error(`</${end}> closes nothing`);
      inner = outer;
    }
  }
  if (inner !== top) throw new Error(`<${inner.tagName}> is not closed`);
  return { childNodes: top.childNodes, getElementsByTagName: () => [] };
}

function element(tagName: string, attributes: string): XmlElement {
  const read = [...attributes.matchAll(ATTRIBUTES)].map(([, nodeName = '', double, single]) => ({
    nodeName,
    value: decoded((double ?? single ?? '').replace(/[\t\n\r]/g, ' ')),
  }));
  return { nodeName: tagName, tagName, attributes: read, childNodes: [] };
}

function add({ childNodes }: XmlElement, text: string): void {
  const last = childNodes.at(-1);
  if (last && 'nodeValue' in last) last.nodeValue += text;
  else if (text !== '') childNodes.push({ nodeName: '#text', nodeValue: text });
}

/** The five names that XML has by itself, and numbers. */
function decoded(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const code = /^#x[\da-f]+$/i.test(name)
      ? parseInt(name.slice(2), 16)
      : /^#\d+$/.test(name)
        ? Number(name.slice(1))
        : -1;
    const sign = code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : NAMED[name];
    if (sign === undefined || !whole.endsWith(';')) throw new Error(`${whole.slice(0, 20)} means nothing`);
    return sign;
  });
}
