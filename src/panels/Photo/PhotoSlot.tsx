// The photo panel's place on the page; its code loads when it is first opened.
import { lazy, type ReactElement, Suspense } from 'react';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../store/useApp.ts';

const PhotoPanel = lazy(() =>
  import('./PhotoPanel.tsx').then(
    ({ PhotoPanel }) => ({ default: PhotoPanel }),
    () => ({ default: Missing }),
  ),
);

export function PhotoSlot({ className }: { className?: string | undefined }): ReactElement | null {
  const open = useApp((state) => state.photo.open);
  if (!open) return null;
  return (
    <div className={className}>
      <Suspense fallback={null}>
        <PhotoPanel />
      </Suspense>
    </div>
  );
}

function Missing(): ReactElement {
  const t = useT();
  return <p role="alert">{t('control:failed')}</p>;
}
