import { defineConfig } from 'vitest/config';

// The built page in Firefox and WebKitGTK, side by side. scripts/setup-engines.sh finds them; `npm run build` first.
export default defineConfig({
  test: {
    include: ['e2e/engines/*.test.ts'],
    globalSetup: 'e2e/engines/chromium.setup.ts',
    testTimeout: 240_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
