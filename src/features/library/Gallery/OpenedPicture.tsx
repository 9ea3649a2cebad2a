// The picture that is open, its neighbours, and what happens when it is deleted.
import { type ReactElement, useState } from 'react';
import type { PictureRow } from '../../../library/db.ts';
import { takePictures } from '../../../library/pictures.ts';
import { type Deleted, UndoBar } from './UndoBar.tsx';
import { Viewer } from './Viewer.tsx';

export interface OpenedPictureProps {
  readonly rows: readonly PictureRow[];
  readonly id: string;
  readonly order: readonly string[];
  readonly onOpen: (opened: { readonly id: string; readonly order: readonly string[] }) => void;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

export function OpenedPicture({ rows, id, order, onOpen, onBack, onDone }: OpenedPictureProps): ReactElement | null {
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const there = order.filter((each) => rows.some((row) => row.id === each));
  // One that was deleted gives its place to the next.
  const at = there.includes(id) ? there.indexOf(id) : Math.min(order.indexOf(id), there.length - 1);
  const row = rows.find((each) => each.id === there[at]);
  const step = (by: 1 | -1): void => {
    const next = there[at + by];
    if (next !== undefined) onOpen({ id: next, order: there });
  };
  const remove = (): void => {
    if (row) void takePictures([row.id]).then((undo) => setDeleted({ count: 1, undo }));
  };
  return (
    <>
      {row && <Viewer row={row} onBack={onBack} onStep={step} onDelete={remove} onRestored={onDone} />}
      <UndoBar deleted={deleted} onDone={() => setDeleted(null)} />
    </>
  );
}
