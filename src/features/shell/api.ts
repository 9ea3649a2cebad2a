// What `window.inkling` does: the API over this page's own services.
import { version } from '../../../package.json';
import { createInkling } from './inkling.ts';
import { engine, preprocessors, queue } from '../models/page.ts';
import { openLink, shareLink } from '../sharing/share.ts';

export const api = createInkling({
  version,
  engine,
  queue,
  preprocess: preprocessors.run,
  share: { link: shareLink, open: openLink },
});
