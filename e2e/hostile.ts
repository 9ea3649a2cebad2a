// Files and words with script in them, and ears for whether any of it ran or a policy had to stop it.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { png } from './files.ts';

const HIT = 'window.hit()';
export const MARKUP = `"><img src=x onerror="${HIT}"><svg onload="${HIT}"><script>${HIT}</script>`;

export const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" onload="${HIT}">
  <script>${HIT};parent.hit()</script><foreignObject width="64" height="64"><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="${HIT}"/></foreignObject>
  <circle cx="32" cy="32" r="20"/></svg>`;

export interface Ears {
  /** What ran, and what a policy refused, on the pages and in the workers that the page itself starts. */
  readonly heard: readonly string[];
}

/** Before the page is opened. Violations in workers come through the page. */
export async function listen(page: Page): Promise<Ears> {
  const heard: string[] = [];
  await page.exposeFunction('hit', () => void heard.push('script ran'));
  await page.exposeFunction('refused', (what: string) => void heard.push(what));
  await page.addInitScript(() => {
    const tell = (what: string): void => (window as unknown as { refused(what: string): void }).refused(what);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      tell(`page: ${violatedDirective} ${blockedURI} ${sample}`),
    );
    new BroadcastChannel('refused').onmessage = ({ data }) => tell(String(data));
  });
  const ear = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    new BroadcastChannel('refused').postMessage('worker: ' + violatedDirective + ' ' + blockedURI + ' ' + sample));\n`;
  await page.route(/\.worker-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()) + `\n;${ear}` });
  });
  return { heard };
}

/** A PNG that tells how it was made. */
export function pngWithText(text: string): Buffer {
  const plain = png(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? 0 : 255));
  const body = Buffer.from(`tEXtparameters\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  // Readers of texts pass the check sum over.
  return Buffer.concat([plain.subarray(0, 33), length, body, Buffer.alloc(4), plain.subarray(33)]);
}

/** A JPEG whose XMP holds the text, and script among its elements. */
export function jpegWithXmp(text: string): Buffer {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;');
  const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"
    ><exif:UserComment><rdf:Alt><rdf:li xml:lang="x-default">${escaped}</rdf:li></rdf:Alt></exif:UserComment></rdf:Description
    ></rdf:RDF><script xmlns="http://www.w3.org/1999/xhtml">${HIT}</script><svg xmlns="http://www.w3.org/2000/svg" onload="${HIT}"
    /></x:xmpmeta><?xpacket end="w"?>`;
  const body = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  const photo = readFileSync('e2e/photos/coffee.jpg');
  return Buffer.concat([photo.subarray(0, 2), head, body, photo.subarray(2)]);
}

/** A file of safetensors that says this of itself. */
export function withMetadata(file: Buffer, metadata: Readonly<Record<string, string>>): Buffer {
  const end = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, end).toString()) as object;
  const written = Buffer.from(JSON.stringify({ ...header, __metadata__: metadata }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(written.length));
  return Buffer.concat([length, written, file.subarray(end)]);
}

/** In a page or a worker: the ways of turning a text or a foreign address into script or markup that are open. */
export async function waysToRun(): Promise<readonly string[]> {
  // What a debugger calls may use `eval`; what a timer calls obeys the policy.
  await new Promise((done) => setTimeout(done, 0));
  const scope = globalThis as unknown as Record<string, (...given: unknown[]) => unknown> & {
    trustedTypes: { createPolicy(name: string, rules: object): unknown };
    document?: Document;
  };
  const blob = URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }));
  const inline = 'data:text/javascript,1' as string;
  const every: Record<string, () => unknown> = {
    eval: () => scope['eval']?.('1'),
    Function: () => Reflect.construct(Function, ['1']),
    setTimeout: () => scope['setTimeout']?.('1', 0),
    'a worker of elsewhere': () => new Worker('https://elsewhere.test/worker.js'),
    'a worker of a blob': () => new Worker(blob),
    'a module of a blob': () => import(blob) as Promise<unknown>,
    'a module of data': () => import(inline) as Promise<unknown>,
    'a policy of its own': () => scope.trustedTypes.createPolicy('mine', {}),
  };
  const { document } = scope;
  if (document) {
    Object.assign(every, {
      innerHTML: () => (document.createElement('div').innerHTML = '<b>1</b>'),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>1</b>'),
      'document.write': () => (document as unknown as { write(text: string): void }).write('<b>1</b>'),
      DOMParser: () => new DOMParser().parseFromString('<b>1</b>', 'text/html'),
      srcdoc: () => (document.createElement('iframe').srcdoc = '<b>1</b>'),
      "a script's text": () => (document.createElement('script').text = '1'),
      "a script's address": () => (document.createElement('script').src = blob),
    } satisfies typeof every);
  }
  const open: string[] = [];
  for (const [name, way] of Object.entries(every)) {
    try {
      await way();
      open.push(name);
    } catch {
      // Refused, as it should be.
    }
  }
  return open;
}
