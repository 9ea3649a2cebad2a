// The page as the journeys use it, on any driver: test ids, real pointers and keys, what canvases show.
import type { Inkling } from '../inkling.ts';
import type { Path } from '../studio.ts';
import { type Driver, type Point, until, within } from './driver.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What runs in the page sees the page's API. */
export interface Api {
  readonly inkling: Inkling & { readonly share: { link(): Promise<string> } };
}

const MAKING_MS = 90_000;

export class Stage {
  readonly driver: Driver;

  constructor(driver: Driver) {
    this.driver = driver;
  }

  /**
   * Opens the page and waits until its engine can make pictures. Asks again and again instead of waiting in the page: an answer
   * that a driver loses (the page loaded itself anew, say) is asked for once more, and what the page says is told in the end.
   */
  async open(url: string): Promise<void> {
    await this.driver.open(url);
    const state = (): Promise<string> => within('an answer of the page', this.driver.run(readiness), 10_000);
    const opened = until('the engine', () => isReady(state), MAKING_MS);
    await opened.catch(async (error: unknown) => {
      const says = within(
        'the page',
        this.driver.run(() => document.body.innerText.slice(0, 600)),
        10_000,
      );
      throw new Error(`${String(error)}; the page says: ${await says}`);
    });
    // Settings are in the inspector, which is shut at the first visit and stays open from then on.
    if ((await this.find('inspector')) === null) await this.click('inspector-toggle');
    await this.box('settings');
  }

  /** Where an element is, scrolled to; null while it is not to be seen. */
  async find(id: string): Promise<Box | null> {
    return this.driver.run((id) => {
      const element = document.querySelector(`[data-testid="${id}"]`);
      if (!element) return null;
      element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0 ? { x, y, width, height } : null;
    }, id);
  }

  async box(id: string): Promise<Box> {
    return until(id, () => this.find(id), 20_000);
  }

  async gone(id: string, timeoutMs = 20_000): Promise<void> {
    await until(`${id} goes`, async () => (await this.find(id)) === null, timeoutMs);
  }

  /** Presses with the pointer what can be pressed. */
  async click(id: string): Promise<void> {
    await until(
      `${id} can be pressed`,
      () => this.driver.run((id) => !document.querySelector(`[data-testid="${id}"]`)?.matches(':disabled'), id),
      20_000,
    );
    const { x, y, width, height } = await this.box(id);
    await this.driver.drag([[x + width / 2, y + height / 2]]);
  }

  /** A field's new value, as if it had been typed over. */
  async fill(id: string, value: string): Promise<void> {
    await this.box(id);
    await this.driver.run(
      (id, value) => {
        const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
          `[data-testid="${id}"]`,
        )!;
        const prototype = Object.getPrototypeOf(field) as object;
        Reflect.set(prototype, 'value', value, field); // as React hears it
        field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
        field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
      },
      id,
      value,
    );
  }

  async value(id: string): Promise<string> {
    await this.box(id);
    return this.driver.run((id) => document.querySelector<HTMLInputElement>(`[data-testid="${id}"]`)!.value, id);
  }

  async attribute(id: string, name: string): Promise<string | null> {
    return this.driver.run(
      (id, name) => document.querySelector(`[data-testid="${id}"]`)?.getAttribute(name) ?? null,
      id,
      name,
    );
  }

  async text(id: string): Promise<string> {
    return this.driver.run((id) => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? '', id);
  }

  /** Draws with the pointer; corners in shares of the paper. */
  async draw(...paths: readonly Path[]): Promise<void> {
    const box = await this.box('draw-canvas');
    for (const path of paths) {
      await this.driver.drag(path.map(([x, y]): Point => [box.x + x * box.width, box.y + y * box.height]));
    }
    await this.painted();
  }

  /** Canvases change on animation frames. */
  async painted(): Promise<void> {
    await this.driver.run(
      () => new Promise<null>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
    );
  }

  /** Equal strings are equal pixels. */
  async shown(id: 'draw-paper' | 'result-canvas' | 'map-canvas'): Promise<string> {
    await this.painted();
    return this.driver.run(async (id) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`[data-testid="${id}"]`)!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
      return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }, id);
  }

  /** Waits until a canvas shows something else than before. */
  async changed(id: 'draw-paper' | 'result-canvas' | 'map-canvas', before: string): Promise<string> {
    return until(`${id} changes`, async () => {
      const now = await this.shown(id);
      return now !== before && now;
    });
  }

  /** Presses Generate and waits for the finished picture; what it shows. */
  async generate(): Promise<string> {
    const before = await this.attribute('result-canvas', 'data-shown');
    await this.click('generate');
    await until(
      'the picture',
      async () => {
        const error = await this.text('error');
        if (error) throw new Error(error);
        return (await this.attribute('result-canvas', 'data-shown')) !== before;
      },
      MAKING_MS,
    );
    await this.gone('cancel', MAKING_MS);
    return this.shown('result-canvas');
  }
}

/** @throws an engine's refusal; `until` tells it when it stays the last word */
async function isReady(state: () => Promise<string>): Promise<boolean> {
  const now = await state();
  if (now !== 'ready') throw new Error(now);
  return true;
}

/** In the page: how far its engine is. The first call begins to wait. */
function readiness(): string {
  const page = window as unknown as Partial<Api> & { engineState?: string };
  if (page.inkling && page.engineState === undefined) {
    page.engineState = 'starting';
    page.inkling.ready().then(
      () => (page.engineState = 'ready'),
      (error: unknown) => (page.engineState = `failed: ${String(error)}`),
    );
  }
  return page.engineState ?? 'no page yet';
}
