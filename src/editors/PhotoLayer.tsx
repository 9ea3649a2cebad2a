// The photo that lies under (or over) what is edited. Look only.
import { type ReactElement, useEffect, useRef } from 'react';
import styles from './editor.module.css';

export interface PhotoLayerProps {
  readonly photo: ImageBitmap | null;
  readonly width: number;
  readonly height: number;
  /** 0...1 */
  readonly opacity: number;
}

export function PhotoLayer({ photo, width, height, opacity }: PhotoLayerProps): ReactElement | null {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    // A closed bitmap has no size.
    if (photo && photo.width > 0) canvas.current?.getContext('2d')?.drawImage(photo, 0, 0, width, height);
  }, [photo, width, height]);
  if (!photo) return null;
  return (
    <canvas
      ref={canvas}
      className={styles['layer']}
      style={{ opacity }}
      {...{ width, height }}
      aria-hidden="true"
      data-testid="editor-photo"
    />
  );
}
