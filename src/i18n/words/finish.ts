// English for the finish. Whoever uses the namespace imports this file, so that the words come with that part.
import { addEnglish } from '../i18n.ts';
import { finish } from '../en/finish.ts';

addEnglish({ finish });
