// The stage of an editor: as wide as there is room, of the map's shape, never higher than the screen.
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import styles from './editor.module.css';

export function Stage({
  width,
  height,
  children,
}: {
  width: number;
  height: number;
  children: ReactNode;
}): ReactElement {
  const style: CSSProperties = {
    aspectRatio: `${width} / ${height}`,
    width: `min(100%, ${width / height} * var(--stage-height, 64dvh))`,
  };
  return (
    <div className={styles['stage']} style={style}>
      {children}
    </div>
  );
}
