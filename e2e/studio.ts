// The page as its user sees it: test ids, the mouse, the keyboard.
import { expect, type JSHandle, type Locator, type Page } from '@playwright/test';
import type { TestId } from './testIds.ts';
import { type Inkling, type PackedPicture, type Picture, type Request, unpack } from './inkling.ts';

/** Corners in shares of the drawing canvas: 0,0 is top left, 1,1 bottom right. */
export type Path = readonly (readonly [x: number, y: number])[];

export const circle = (x: number, y: number, radius: number, corners = 40): Path =>
  Array.from({ length: corners + 2 }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });

/** A house: walls, roof and door. */
export const HOUSE: readonly Path[] = [
  [
    [0.25, 0.5],
    [0.25, 0.85],
    [0.75, 0.85],
    [0.75, 0.5],
    [0.25, 0.5],
  ],
  [
    [0.18, 0.52],
    [0.5, 0.18],
    [0.82, 0.52],
  ],
  [
    [0.45, 0.85],
    [0.45, 0.65],
    [0.57, 0.65],
    [0.57, 0.85],
  ],
];

export type { TestId };

/** Digest of what a canvas shows: equal strings are equal pixels. */
export type Shown = string;

export class Studio {
  readonly page: Page;
  private readonly query: string;

  constructor(page: Page, query: string) {
    this.page = page;
    this.query = query;
  }

  at(id: TestId): Locator {
    return this.page.getByTestId(id);
  }

  async open(): Promise<void> {
    await this.page.addInitScript(rememberWorkers, WORKERS);
    await this.page.goto(`./${this.query}`);
    await expect(this.at('draw-canvas')).toBeVisible();
  }

  async draw(...paths: readonly Path[]): Promise<void> {
    await this.at('draw-canvas').scrollIntoViewIfNeeded();
    const box = await this.at('draw-canvas').boundingBox();
    if (!box) throw new Error('the drawing canvas is not on the page');
    for (const path of paths) {
      const points = path.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
      await this.page.mouse.move(...points[0]);
      await this.page.mouse.down();
      for (const point of points.slice(1)) await this.page.mouse.move(...point, { steps: 3 });
      await this.page.mouse.up();
    }
    await this.painted();
  }

  async shown(id: 'draw-paper' | 'result-canvas' | 'map-canvas'): Promise<Shown> {
    if (id === 'result-canvas') await this.settled();
    return this.at(id).evaluate(async (canvas: HTMLCanvasElement) => {
      const bytes = new TextEncoder().encode(canvas.toDataURL());
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
    });
  }

  /** Waits until the result has the finish that it is to have: a picture turns clean shortly after it was painted. */
  async settled(): Promise<void> {
    await expect(this.at('result-canvas')).toHaveAttribute('data-finish', /^(painted|clean)$/, { timeout: 30_000 });
  }

  /** The pixels of the picture that is shown. */
  async picture(): Promise<Picture> {
    await this.settled();
    return unpack(
      await this.at('result-canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
        return { width, height, base64: btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join('')) };
      }),
    );
  }

  /** How many pixels of the paper are nearer to ink than to paper. */
  async inkedPixels(): Promise<number> {
    return this.at('draw-paper').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((count, value, i) => (i % 4 === 0 && value < 128 ? count + 1 : count), 0);
    });
  }

  /** Presses Generate and waits for the finished picture; what it shows. */
  async generate(press: 'click' | 'tap' = 'click'): Promise<Shown> {
    // A reloaded page brings its last picture back, which is not the one that is asked for here.
    await this.returned();
    const before = await this.at('result-canvas').getAttribute('data-shown');
    if (press === 'tap') await this.tap(this.at('generate'));
    else await this.at('generate').click();
    // The page does not yet look busy then, and may do so too shortly to be seen: only another picture tells.
    const another = this.page.locator(`[data-testid=result-canvas]:not([data-shown="${before ?? ''}"])`);
    await another.or(this.at('error')).first().waitFor({ state: 'attached', timeout: 240_000 });
    await this.finished();
    await this.painted();
    return this.shown('result-canvas');
  }

  /** Waits until what the page has drawn, or laid out anew, is on its canvases: they change on animation frames. */
  async painted(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /**
   * Taps until the element has its click, as a person does whose first tap went unheard. On an idle machine headless
   * Chromium makes no click of about one tap in ten after a scroll: touchstart and touchend arrive, nothing follows.
   */
  async tap(element: Locator): Promise<void> {
    // A tap on a page that still scrolls (smoothly, to the field filled last) stops it and clicks nothing.
    await element.scrollIntoViewIfNeeded();
    await this.still();
    const clicks = await element.evaluateHandle((node) => {
      const seen = { count: 0 };
      node.addEventListener('click', () => seen.count++, { once: true });
      return seen;
    });
    await expect(async () => {
      await element.tap();
      await expect.poll(() => clicks.evaluate(({ count }) => count), { timeout: 2000 }).toBe(1);
    }).toPass({ timeout: 20_000 });
  }

  /** Waits until the pictures that the page had before a reload are back. */
  async returned(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-returned', 'true', { timeout: 30_000 });
  }

  /** Waits until all that was changed is in the storage of the device. */
  async saved(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-saved', 'true');
  }

  /** Waits until the page has not scrolled for a quarter of a second. */
  async still(): Promise<void> {
    await this.page.evaluate(async () => {
      let rest = performance.now();
      for (let y = scrollY; performance.now() - rest < 250;) {
        await new Promise((done) => requestAnimationFrame(done));
        if (scrollY !== y) [y, rest] = [scrollY, performance.now()];
      }
    });
  }

  /** Waits until a running job has ended well. */
  async finished(): Promise<void> {
    const timeout = 240_000;
    await expect(this.at('cancel')).toBeHidden({ timeout });
    await expect(this.at('error')).toBeHidden();
    // The first Generate of a page loads its code first: until then nothing is there to cancel.
    await expect(this.at('download')).toBeEnabled({ timeout });
    await expect(this.at('cancel')).toBeHidden({ timeout });
  }

  /** Counts the distinct pictures that the result canvas shows from now on. */
  async watchResult(): Promise<() => Promise<number>> {
    const recorder = await this.at('result-canvas').evaluateHandle((canvas: HTMLCanvasElement) => {
      const seen = new Set<string>();
      const timer = setInterval(() => seen.add(canvas.toDataURL()), 20);
      return { seen, timer };
    });
    return () =>
      recorder.evaluate(({ seen, timer }) => {
        clearInterval(timer);
        return seen.size;
      });
  }

  /** The engine worker dies without a word, as under memory pressure: nothing tells the page. */
  async killEngine(): Promise<void> {
    const killed = await this.page.evaluate((key) => {
      const workers = Reflect.get(globalThis, key) as Worker[];
      for (const worker of workers) worker.terminate();
      return workers.length;
    }, WORKERS);
    if (killed === 0) throw new Error('no engine worker is running');
  }

  /** The page's API. */
  async api(): Promise<JSHandle<Inkling>> {
    // A page that reloads itself has its name before its script.
    await expect.poll(() => this.page.evaluate(() => 'inkling' in globalThis).catch(() => false)).toBe(true);
    const api = await this.page.evaluateHandle<Inkling>('inkling');
    await api.evaluate(async (inkling) => {
      await inkling.ready();
    });
    return api;
  }

  /** A picture through the API. `hint` is a PNG or JPEG; it becomes the image of every control that has none. */
  async make(request: Request, hint?: string): Promise<Picture> {
    const api = await this.api();
    const packed = await api.evaluate(packPicture, { request, hint });
    return unpack(packed);
  }

  /** The code and the hint with which a request fails through the API. */
  async failure(request: unknown): Promise<{ code: string; message: string; hint: string }> {
    const api = await this.api();
    return api.evaluate(async (inkling, request) => {
      try {
        await inkling.generate(request as Request);
      } catch (error) {
        const { code, message, hint } = error as { code: string; message: string; hint: string };
        return { code, message, hint };
      }
      return { code: 'none: it succeeded', message: '', hint: '' };
    }, request);
  }
}

/** The page as it is for somebody who has opened the inspector and the negative prompt before; on a phone they stay shut. */
export async function settledIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (matchMedia('(max-width: 599px), (orientation: portrait)').matches) return;
    if (!location.protocol.startsWith('http')) return; // the browser's own page of errors
    for (const fold of ['inspector', 'negative']) localStorage.setItem(`inkling:open:${fold}`, '1');
  });
}

/** Where the page keeps the workers that it started, so that a test can kill them. */
const WORKERS = '__workersOfTheTest';

/** Runs in the page, before its own scripts. */
function rememberWorkers(key: string): void {
  const workers: Worker[] = [];
  Reflect.set(globalThis, key, workers);
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.push(this);
    }
  };
}

/** Runs in the page. */
async function packPicture(
  inkling: Inkling,
  { request, hint }: { request: Request; hint?: string | undefined },
): Promise<PackedPicture> {
  const unpacked = (given: unknown): unknown => {
    if (typeof given !== 'object' || given === null || !('base64' in given)) return given;
    const { width, height, base64 } = given as PackedPicture;
    return new ImageData(
      Uint8ClampedArray.from(atob(base64), (byte) => byte.charCodeAt(0)),
      width,
      height,
    );
  };
  const { init, ...rest } = request;
  const controls = request.controls?.map((control) => ({ ...control, image: unpacked(control.image ?? hint) }));
  const wanted = {
    ...rest,
    ...(controls && { controls }),
    ...(init && { init: { ...init, image: unpacked(init.image) } }),
    ...(request.mask !== undefined && { mask: unpacked(request.mask) }),
  };
  const { image } = await inkling.generate(wanted, {
    onStep: ({ step, preview }) => {
      preview?.close();
      console.debug(`step ${step}`); // for whoever waits for minutes
    },
  });
  let binary = '';
  for (let i = 0; i < image.data.length; i += 8192) {
    binary += String.fromCharCode(...image.data.subarray(i, i + 8192));
  }
  return { width: image.width, height: image.height, base64: btoa(binary) };
}
