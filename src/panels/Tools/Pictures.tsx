// The tools that bring pictures: one under the drawing, and the way to the photo panel.
import type { ChangeEvent, ReactElement } from 'react';
import { invertImage } from '../../actions/draw.ts';
import { importImage } from '../../actions/image.ts';
import { togglePhotoPanel } from '../../actions/photoPanel.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Upload } from './Upload.tsx';

export function Pictures(): ReactElement {
  const hasImage = useApp((state) => state.drawing.present.layers.some(({ kind }) => kind !== 'ink'));
  const photoOpen = useApp((state) => state.photo.open);
  const onFile = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = ''; // the same file can be chosen again
    if (file) void importImage(file);
  };
  return (
    <>
      <Upload onChange={onFile} />
      {hasImage && <IconButton icon="invert" label="Invert the picture" data-testid="invert" onClick={invertImage} />}
      <IconButton
        icon="photo"
        label="Photo to control map"
        aria-pressed={photoOpen}
        data-testid="photo-toggle"
        onClick={togglePhotoPanel}
      />
    </>
  );
}
