// `await race(request)` for whoever drives this page.
import type { RaceAnswer, RaceRequest } from './race.worker.ts';

declare global {
  interface Window {
    race: (request: Omit<RaceRequest, 'assets'>) => Promise<RaceAnswer>;
  }
}

window.race = (request) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./race.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<RaceAnswer>) => {
      worker.terminate();
      resolve(event.data);
    };
    worker.onerror = ({ message }) => resolve({ error: message });
    worker.postMessage({ ...request, assets: new URL('/', location.href).href });
  });
