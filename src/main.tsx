// The entry: shows the page first, then wakes what it needs: storage, keys, the engine, `window.inkling`.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { version } from '../package.json';
import { openAddress } from './actions/address.ts';
import { listenForFiles } from './actions/dropFiles.ts';
import { takeFile } from './actions/files.ts';
import { fetchAhead } from './actions/onDemand/making.ts';
import { importImage } from './actions/onDemand/drawing.ts';
import { showPrefs } from './actions/prefs.ts';
import { tellNotErased, tellRelief, tellTrouble } from './actions/trouble.ts';
import { App } from './App.tsx';
import { inklingDoor } from './services/inklingDoor.ts';
import { eraseIfAsked } from './services/storage.ts';
import { savesData } from './services/thrift.ts';
import { startApp } from './pwa/start.ts';
import { listenForShortcuts } from './shortcuts/listen.ts';
import { backendOf } from './store/backend.ts';
import { restore, saveChanges } from './store/persist.ts';
import { store } from './store/store.ts';
import { onePane } from './ui/onePane.ts';
import './ui/tokens.css';
import './ui/base.css';

/** Long after the page is usable. */
const TIDY_AFTER_MS = 20_000;

const tidy = async (): Promise<void> => (await import('./actions/tidy.ts')).tidyLibrary();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

window.inkling = inklingDoor({
  version,
  backend: () => backendOf(store.getState().engine),
  load: () => import('./actions/api.ts').then(({ api }) => api),
});

showPrefs();
// Where it would lie over the paper, it is opened when it is wanted.
if (onePane()) store.setState({ inspector: false });
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

listenForShortcuts();
listenForFiles();
const restored = eraseIfAsked()
  .then((all) => {
    if (!all) tellNotErased();
  })
  .then(restore)
  .then(openAddress)
  .finally(() => {
    saveChanges(tellTrouble, tellRelief);
    window.addEventListener('hashchange', () => void openAddress());
    setTimeout(() => void tidy().catch(() => undefined), TIDY_AFTER_MS);
  });

// The engine comes after the first paint, so that the first Generate finds it ready. A failure shows in the badge now
// and, with what to do about it, when somebody wants a picture.
const wake = (): void => {
  // The page's own pictures before the engine: nobody waits for them to see what they made.
  // Where the network goes while it comes, they are there at the next visit.
  import('./actions/returned.ts').then(({ welcomeBack }) => welcomeBack()).catch(() => undefined);
  const wanted = savesData() ? import('./actions/fetchNow.ts').then((it) => it.wished()) : Promise.resolve();
  void wanted.then(() => {
    const waking = import('./actions/models.ts').then(({ wakeEngine }) => wakeEngine());
    // What a picture needs must be here when the network goes.
    void Promise.allSettled([waking, fetchAhead()]);
  });
};
void startApp({ restored, openFile: (file) => void takeFile(file, () => importImage(file)) }).then(() => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(wake, { timeout: 1500 });
  else setTimeout(wake, 200); // Safari
});
