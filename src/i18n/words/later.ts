// English for what comes after the first screen. Whoever uses the namespace imports this file.
import { addEnglish } from '../i18n.ts';
import { later } from '../en/later.ts';

addEnglish({ later });
