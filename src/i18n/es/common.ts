import type { Catalog } from '../en/index.ts';

export const common: Catalog['common'] = {
  cancel: 'Cancelar',
  close: 'Cerrar',
  undo: 'Deshacer',
  redo: 'Rehacer',
  delete: 'Eliminar',
};
