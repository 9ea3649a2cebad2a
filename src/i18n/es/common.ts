import type { Words } from '../words.ts';

export const common: Words<'common'> = {
  cancel: 'Cancelar',
  close: 'Cerrar',
  undo: 'Deshacer',
  redo: 'Rehacer',
  delete: 'Eliminar',
};
