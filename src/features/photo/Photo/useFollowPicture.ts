// With the pixel-perfect switch on, another size of the wanted picture asks for another map.
import { useEffect, useRef } from 'react';
import { refreshMap } from '../photo.ts';
import { effectiveSettings } from '../../../state/settings.ts';
import { useApp } from '../../../state/useApp.ts';

export function useFollowPicture(): void {
  const follows = useApp((state) => state.photo.pixelPerfect);
  const size = useApp(({ overrides, pack }) => {
    const { width, height } = effectiveSettings(overrides, pack);
    return `${width} × ${height}`;
  });
  const before = useRef(size);
  useEffect(() => {
    if (before.current !== size && follows) refreshMap();
    before.current = size;
  }, [size, follows]);
}
