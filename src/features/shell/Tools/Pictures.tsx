// The tools that bring pictures: one onto the paper, from a file or the camera, and the way to the photo panel.
import { type ChangeEvent, type ReactElement, useState } from 'react';
import { invertImage } from '../../drawing/draw.ts';
import { takeFile } from '../../library/files.ts';
import { importImage } from '../../drawing/onDemand.ts';
import { togglePhotoPanel } from '../../photo/photoPanel.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import { Upload } from './Upload.tsx';

const CameraDialog = onDemand(() => import('../../photo/Camera/CameraDialog.tsx').then((it) => it.CameraDialog));

export function Pictures(): ReactElement {
  const [camera, setCamera] = useState(false);
  const t = useT();
  const hasImage = useApp((state) => state.drawing.present.layers.some(({ kind }) => kind !== 'ink'));
  const photoOpen = useApp((state) => state.photo.open);
  const onFile = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = ''; // the same file can be chosen again
    if (file) void takeFile(file, () => importImage(file));
  };
  return (
    <>
      <Upload onChange={onFile} />
      <IconButton icon="camera" label={t('canvas:camera')} data-testid="camera" onClick={() => setCamera(true)} />
      {hasImage && <IconButton icon="invert" label={t('canvas:invert')} data-testid="invert" onClick={invertImage} />}
      <IconButton
        icon="photo"
        label={t('canvas:photoPanel')}
        aria-pressed={photoOpen}
        data-testid="photo-toggle"
        onClick={togglePhotoPanel}
      />
      {camera && <CameraDialog onClose={() => setCamera(false)} />}
    </>
  );
}
