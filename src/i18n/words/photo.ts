// English for the photo panel. Whoever uses the namespace imports this file, so that the words come with that part.
import { addEnglish } from '../i18n.ts';
import { photo } from '../en/photo.ts';

addEnglish({ photo });
