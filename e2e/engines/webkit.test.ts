import { findEngines } from './found.ts';
import { visits } from './visit.ts';
import { webkit } from './webkit.ts';

const { miniBrowser, webkitDriver, webkitReason } = findEngines();

visits('WebKitGTK', webkitReason, () => webkit({ miniBrowser, driver: webkitDriver }));
