// The entry: shows the page first, then wakes what it needs: storage, keys, the engine, `window.inkling`.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { version } from '../package.json';
import { takeFile } from './actions/files.ts';
import { importImage, listenForImages } from './actions/image.ts';
import { keepFinishedPictures, tellTrouble, tidyLibrary } from './actions/library.ts';
import { wakeEngine } from './actions/models.ts';
import { engine, preprocessors, queue } from './actions/page.ts';
import { showPrefs } from './actions/prefs.ts';
import { openAddress, openLink, shareLink } from './actions/share.ts';
import { App } from './App.tsx';
import { createInkling } from './services/inkling.ts';
import { eraseIfAsked } from './services/storage.ts';
import { startApp } from './pwa/start.ts';
import { listenForShortcuts } from './shortcuts/listen.ts';
import { restore, saveChanges } from './store/persist.ts';
import './ui/tokens.css';
import './ui/base.css';

/** Long after the page is usable. */
const TIDY_AFTER_MS = 20_000;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

window.inkling = createInkling({
  version,
  engine,
  queue,
  preprocess: preprocessors.run,
  share: { link: shareLink, open: openLink },
});

showPrefs();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

listenForShortcuts();
listenForImages();
keepFinishedPictures();
const restored = eraseIfAsked()
  .then(restore)
  .then(openAddress)
  .finally(() => {
    saveChanges(tellTrouble);
    window.addEventListener('hashchange', () => void openAddress());
    setTimeout(() => void tidyLibrary().catch(() => undefined), TIDY_AFTER_MS);
  });

// The engine comes after the first paint, so that the first Generate finds it ready. A failure shows in the badge now
// and, with what to do about it, when somebody wants a picture.
const wake = (): void => void wakeEngine();
void startApp({ restored, openFile: (file) => void takeFile(file, () => void importImage(file)) }).then(() => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(wake, { timeout: 1500 });
  else setTimeout(wake, 200); // Safari
});
