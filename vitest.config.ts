import { defineConfig } from 'vitest/config';

// Node only: numerics, graphs and whole pictures on onnxruntime-web's own WASM. Browser tests live in e2e/.
export default defineConfig({
  test: {
    include: ['workers/**/*.test.ts', 'src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
