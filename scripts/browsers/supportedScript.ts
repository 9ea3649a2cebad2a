// The script that comes before the page's own: one sentence in browsers that are too old for it. Written in the JavaScript
// of 2009, since that is all they may know.
import { MINIMUM, NEEDS } from './minimum.ts';

const { chrome, firefox, safari } = MINIMUM;

/** In the page's languages; `{lacks}` is what is missing. */
export const SENTENCES = {
  en: `This browser lacks {lacks}, which Inkling needs: it runs in Chrome or Edge ${chrome}, Firefox ${firefox}, Safari ${safari} and newer ones.`,
  de: `Diesem Browser fehlt {lacks}, das Inkling braucht: Es läuft in Chrome oder Edge ${chrome}, Firefox ${firefox}, Safari ${safari} und neueren.`,
  es: `A este navegador le falta {lacks}, que Inkling necesita: funciona en Chrome o Edge ${chrome}, Firefox ${firefox}, Safari ${safari} y posteriores.`,
} as const;

/** For a page that was opened as a file: browsers keep it from loading its own parts. */
export const FILE_SENTENCES = {
  en: 'Inkling must come from a web server, since a page that is opened as a file may not load its parts: run “npx vite preview” in its folder, or put dist/ on any static host.',
  de: 'Inkling muss von einem Webserver kommen, denn eine als Datei geöffnete Seite darf ihre Teile nicht laden: „npx vite preview“ in ihrem Ordner ist einer, jeder statische Host tut es auch.',
  es: 'Inkling tiene que venir de un servidor web, porque una página abierta como archivo no puede cargar sus partes: ejecuta «npx vite preview» en su carpeta o pon dist/ en cualquier servidor estático.',
} as const;

/** The text of `supported.js`. It takes the page's root away where something is missing, so that the page itself does not start. */
export function supportedScript(): string {
  const tests = NEEDS.map(
    ({ name, test }) =>
      `  try { if (!(${test})) lacks.push(${JSON.stringify(name)}); } catch (e) { lacks.push(${JSON.stringify(name)}); }`,
  );
  return `(function () {
  var lacks = [];
${tests.join('\n')}
  var file = location.protocol === 'file:';
  if (!file && lacks.length === 0) return;
  var sentences = file ? ${JSON.stringify(FILE_SENTENCES)} : ${JSON.stringify(SENTENCES)};
  var language = (navigator.language || 'en').slice(0, 2);
  var root = document.getElementById('root');
  root.id = 'unsupported';
  root.setAttribute('role', 'alert');
  root.style.cssText = 'max-width: 40em; margin: 15vh auto; padding: 0 1em; font: 18px/1.5 sans-serif';
  root.appendChild(document.createTextNode((sentences[language] || sentences.en).replace('{lacks}', lacks.join(', '))));
})();
`;
}
