/** Gallery, project files, links. */
export const library = {
  damaged: 'This is damaged and cannot be opened.',
  damagedHint: 'Ask for it again: links are sometimes cut in mails and chats, files while they are sent.',
  newer: 'A newer Inkling made this.',
  newerHint: 'Reload the page to get the newest Inkling.',
  noLink: 'This is no Inkling link.',
  noLinkHint: 'A link ends in # and a long row of letters; copy all of it.',
  linkTooLong: 'The drawing is too large for a link.',
  linkTooLongHint: 'Save a project file and send that instead: it holds everything.',
  full: 'There is no room left on this device. Nothing on the page is lost: save a project file, or delete pictures from the gallery.',
  notStored: 'This browser does not let the page store anything: save a project file before you close it.',
  drawingGone: 'This drawing is no longer on this device.',
};
