import type { Catalog } from '../en/index.ts';

export const common: Catalog['common'] = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  delete: 'Löschen',
  move: '{{name}} verschieben',
  moveAbout: 'Ziehen oder mit den Pfeiltasten',
  movedTo: '{{name}}: Platz {{place}} von {{count}}',
};
