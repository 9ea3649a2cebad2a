import type { Words } from '../words.ts';

export const common: Words<'common'> = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  delete: 'Löschen',
};
