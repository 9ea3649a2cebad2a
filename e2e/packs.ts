// Packs from a foreign host with CORS: the golden fixtures on disk, served by Playwright, whole or damaged.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';

export const PACK_HOST = 'https://packs.test';
export const FIXTURES = fileURLToPath(new URL('../python/golden/fixtures/', import.meta.url));

/** Body and status instead of the file's own. */
export type Damage = (path: string, file: Buffer) => Buffer | number;

/** Serves `python/golden/fixtures/` at PACK_HOST, also under `case-<n>/`, each file through `damage`. */
export async function servePacks(context: BrowserContext, damage: Damage = (_, file) => file): Promise<void> {
  await context.unroute(`${PACK_HOST}/**`);
  await context.route(`${PACK_HOST}/**`, async (route) => {
    const path = normalize(decodeURIComponent(new URL(route.request().url()).pathname)).replace(
      /^\/+(case-\d+\/)?/,
      '',
    );
    const full = join(FIXTURES, path);
    const headers = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
    if (!existsSync(full) || statSync(full).isDirectory()) return route.fulfill({ status: 404, headers });
    const body = damage(path, readFileSync(full));
    if (typeof body === 'number') return route.fulfill({ status: body, headers });
    return route.fulfill({ status: 200, headers: { ...headers, 'accept-ranges': 'none' }, body });
  });
}
