// English for styles and presets. Whoever uses the namespace imports this file.
import { addEnglish } from '../i18n.ts';
import { presets } from '../en/presets.ts';

addEnglish({ presets });
