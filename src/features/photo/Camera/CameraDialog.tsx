// Photographs a paper sketch: what the camera sees, a button, and a file chooser where there is no camera.
import { type ReactElement, useRef, useState } from 'react';
import { importImage } from '../../drawing/image.ts';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import styles from './Camera.module.css';
import { useCamera } from './useCamera.ts';

export function CameraDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  const video = useRef<HTMLVideoElement>(null);
  const [ready, setReady] = useState(false);
  const failed = useCamera(video);
  const take = (file: Blob): void => {
    onClose();
    void importImage(file);
  };
  const shoot = (): void => {
    if (video.current) void frameOf(video.current).then((file) => file && take(file));
  };
  const footer = (
    <>
      <FileButton icon="upload" camera={matchMedia('(pointer: coarse)').matches} onFile={take} testId="camera-file">
        {t('canvas:cameraFile')}
      </FileButton>
      <Button look="primary" icon="camera" disabled={!ready || failed} data-testid="camera-shoot" onClick={shoot}>
        {t('canvas:cameraShoot')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('canvas:cameraTitle')} onClose={onClose} footer={footer} testId="camera-dialog">
      <p className={styles['help']}>{t(failed ? 'canvas:cameraNone' : 'canvas:cameraHelp')}</p>
      {!failed && (
        <video
          ref={video}
          className={styles['video']}
          muted
          playsInline
          autoPlay
          data-testid="camera-video"
          onLoadedData={() => setReady(true)}
        />
      )}
    </Dialog>
  );
}

/** What the camera sees now, as a picture file. */
async function frameOf(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return null;
  const canvas = new OffscreenCanvas(videoWidth, videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
