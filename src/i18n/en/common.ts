/** Words that several places share. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  redo: 'Redo',
  delete: 'Delete',
};
