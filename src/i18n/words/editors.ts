// English for the editors. Whoever uses the namespace imports this file, so that the words come with that part.
import { addEnglish } from '../i18n.ts';
import { editors } from '../en/editors.ts';

addEnglish({ editors });
