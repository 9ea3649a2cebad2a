// How the page is served and built. `dist/` is a static site for any server and any sub-path.
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { csp } from './scripts/vite/csp.ts';
import { ISOLATION_HEADERS, SITE_HEADERS } from './scripts/vite/isolation.ts';
import { notices } from './scripts/vite/notices.ts';
import { ortFiles } from './scripts/vite/ortFiles.ts';
import { poseFiles } from './scripts/vite/poseFiles.ts';
import { serviceWorker } from './scripts/vite/serviceWorker.ts';
import { supported } from './scripts/vite/supported.ts';
import { bareEntries, workerEntries } from './scripts/vite/workerEntries.ts';

export default defineConfig({
  base: './',
  // A missing pack file must answer 404, not the start page.
  appType: 'mpa',
  plugins: [react(), csp(), supported(), ortFiles(), poseFiles(), workerEntries(), notices(), serviceWorker()],
  // ORT's bundles without inlined wasm glue: the runtime names the files under ort/ itself.
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  worker: { format: 'es', rolldownOptions: { output: bareEntries } },
  // Find the workers' dependencies at the start, so that the first Generate in dev does not reload the page.
  optimizeDeps: { entries: ['index.html', 'workers/**/*.worker.ts'], exclude: ['onnxruntime-web'] },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: 'index.html', embed: 'src/embed/inklingEmbed.ts' },
      // Other pages name it: no hash.
      output: { entryFileNames: ({ name }) => (name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: SITE_HEADERS },
});
