// What the viewer of one picture is given. Types only.
import type { PictureRow } from '../../../library/db.ts';

export interface ViewerProps {
  readonly row: PictureRow;
  readonly onBack: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onDelete: () => void;
  /** The picture or its page is on the page now. */
  readonly onRestored: () => void;
}
