import type { Catalog } from '../en/index.ts';

export const common: Catalog['common'] = {
  cancel: 'Cancelar',
  close: 'Cerrar',
  undo: 'Deshacer',
  redo: 'Rehacer',
  delete: 'Eliminar',
  move: 'Mover {{name}}',
  moveAbout: 'Arrastra o usa las flechas',
  movedTo: '{{name}}: puesto {{place}} de {{count}}',
};
