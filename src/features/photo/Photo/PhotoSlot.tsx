// The photo panel's place on the page; its code loads when it is first opened.
import type { ReactElement } from 'react';
import { useApp } from '../../../state/useApp.ts';
import { onDemand } from '../../../ui/onDemand.tsx';

const PhotoPanel = onDemand(() => import('./PhotoPanel.tsx').then((it) => it.PhotoPanel));

export function PhotoSlot({ className }: { className?: string | undefined }): ReactElement | null {
  const open = useApp((state) => state.photo.open);
  if (!open) return null;
  return (
    <div className={className}>
      <PhotoPanel />
    </div>
  );
}
