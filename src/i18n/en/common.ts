/** Words that several places share. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  redo: 'Redo',
  delete: 'Delete',
  move: 'Move {{name}}',
  moveAbout: 'Drag, or use the arrow keys',
  movedTo: '{{name}}: place {{place}} of {{count}}',
};
