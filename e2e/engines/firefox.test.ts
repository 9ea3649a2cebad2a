import { findEngines } from './found.ts';
import { puppeteer } from './puppeteer.ts';
import { visits } from './visit.ts';

const { firefox, firefoxReason } = findEngines();

visits('Firefox', firefoxReason, () => puppeteer({ browser: 'firefox', executablePath: firefox }));
