// What every test gets: the page object, on the browser of its project, and a page that logged no error.
import { test as base } from '@playwright/test';
import { Studio } from './studio.ts';

export interface InklingOptions {
  /** What the page is asked to compute on; 'wasm' is what it chooses by itself where there is no GPU. */
  readonly backend: 'wasm' | 'webgpu';
  /** Why this project cannot run here; '' when it can. */
  readonly unavailable: string;
}

interface Fixtures {
  readonly available: undefined;
  readonly studio: Studio;
}

export const test = base.extend<InklingOptions & Fixtures>({
  backend: ['wasm', { option: true }],
  unavailable: ['', { option: true }],
  available: [
    async ({ unavailable }, use, info) => {
      info.skip(unavailable !== '', unavailable);
      await use(undefined);
    },
    { auto: true },
  ],
  studio: async ({ page, backend }, use) => {
    const studio = new Studio(page, backend === 'webgpu' ? '?backend=webgpu&precision=fp16' : '');
    await studio.open();
    await use(studio);
  },
});

export { expect } from '@playwright/test';
