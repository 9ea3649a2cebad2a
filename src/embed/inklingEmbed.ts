// `<inkling-embed>`: the page in a frame of another page, with its API (docs/embedding.md). A file of its own, `embed.js`,
// that knows nothing of the page but where it lies: beside it.
import type { InklingApi } from '../features/shell/inkling.ts';

/** What the page may ask the visitor for, as far as the page around it may. */
const ALLOW = 'cross-origin-isolated; camera; clipboard-write; fullscreen; web-share';

export class InklingEmbed extends HTMLElement {
  readonly #frame = document.createElement('iframe');
  readonly #loaded = new Promise<void>((done) => this.#frame.addEventListener('load', () => done(), { once: true }));

  connectedCallback(): void {
    if (this.shadowRoot) return; // moved within its page
    const frame = this.#frame;
    frame.allow = ALLOW;
    frame.title = this.getAttribute('title') ?? 'Inkling';
    frame.src = new URL(this.getAttribute('src') ?? '.', new URL(/* @vite-ignore */ '.', import.meta.url)).href;
    frame.style.cssText = 'display: block; width: 100%; height: 100%; border: 0';
    if (!this.style.display) this.style.display = 'block';
    if (!this.style.height) this.style.height = '800px';
    this.attachShadow({ mode: 'open' }).append(frame);
  }

  /**
   * The page's `window.inkling` (docs/api.md), once it can make pictures.
   * @throws Error where the page comes from another origin: there it can be seen and used, but not driven
   */
  async api(): Promise<InklingApi> {
    await this.#loaded;
    let api: InklingApi | undefined;
    try {
      api = this.#frame.contentWindow?.inkling;
    } catch {
      // Out of reach: see below.
    }
    if (!api)
      throw new Error('The page of <inkling-embed> lies on another origin. Serve it from your own to drive it.');
    await api.ready();
    return api;
  }
}

customElements.define('inkling-embed', InklingEmbed);
