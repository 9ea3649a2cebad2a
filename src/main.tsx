// The entry: shows the page first, then wakes what it needs: storage, keys, the engine, `window.inkling`.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { version } from '../package.json';
import { openAddress } from './features/sharing/address.ts';
import { listenForFiles } from './features/library/dropFiles.ts';
import { takeFile } from './features/library/files.ts';
import { fetchAhead } from './features/making/onDemand.ts';
import { importImage } from './features/drawing/onDemand.ts';
import { showPrefs } from './state/changePrefs.ts';
import { tellNotErased, tellRelief, tellTrouble } from './notices/trouble.ts';
import { App } from './App.tsx';
import { inklingDoor } from './features/shell/inklingDoor.ts';
import { eraseIfAsked } from './machine/storage.ts';
import { savesData } from './machine/thrift.ts';
import { startApp } from './features/shell/start.ts';
import { listenForShortcuts } from './features/shell/keys/listen.ts';
import { backendOf } from './state/backend.ts';
import { restore, saveChanges } from './library/autosave/persist.ts';
import { store } from './state/store.ts';
import { inspectorCovers } from './ui/onePane.ts';
import './ui/tokens.css';
import './ui/base.css';

/** Long after the page is usable. */
const TIDY_AFTER_MS = 20_000;

const tidy = async (): Promise<void> => (await import('./features/library/tidy.ts')).tidyLibrary();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

window.inkling = inklingDoor({
  version,
  backend: () => backendOf(store.getState().engine),
  load: () => import('./features/shell/api.ts').then(({ api }) => api),
});

showPrefs();
// Where it would lie over the paper, it is opened when it is wanted.
if (inspectorCovers()) store.setState({ inspector: false });
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
  import('./features/making/returned.ts').then(({ welcomeBack }) => welcomeBack()).catch(() => undefined);
  const wanted = savesData() ? import('./features/shell/fetchNow.ts').then((it) => it.wished()) : Promise.resolve();
  void wanted.then(() => {
    const waking = import('./features/models/models.ts').then(({ wakeEngine }) => wakeEngine());
    // What a picture needs must be here when the network goes.
    void Promise.allSettled([waking, fetchAhead()]);
  });
};
void startApp({ restored, openFile: (file) => void takeFile(file, () => importImage(file)) }).then(() => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(wake, { timeout: 1500 });
  else setTimeout(wake, 200); // Safari
});
