// The segmentation brush as the dialog hosts it.
import { type ReactElement, useState } from 'react';
import { SegEditor } from '../../../editors/seg/SegEditor.tsx';
import type { HandProps } from './handTypes.ts';

export function SegByHand({ width, height, photo, start, onChange }: HandProps): ReactElement {
  // Pixels of another size are a new map to the editor.
  const [map, setMap] = useState(() => start.pixels ?? new ImageData(1, 1));
  const change = (pixels: ImageData): void => {
    setMap(pixels);
    onChange(() => ({ pixels }));
  };
  return <SegEditor width={width} height={height} photo={photo} value={map} onChange={change} />;
}
