/** Header, menus, sheets, storage, offline. */
export const shell = {
  keysTitle: 'Keyboard shortcuts',
  keysDrawing: 'Drawing',
  keysPicture: 'Picture',
  keysPage: 'Page',
  keysOr: 'or',
  keyPen: 'Pen',
  keyEraser: 'Eraser',
  keyThinner: 'Thinner brush',
  keyThicker: 'Thicker brush',
  keyGenerate: 'Make the picture',
  keySheet: 'This list',
  updateReady: 'A new version of Inkling is ready.',
  updateReload: 'Reload',
  updateLater: 'Later',
  sheetMissing: 'This part could not be loaded. Check the network and reload the page.',
};
