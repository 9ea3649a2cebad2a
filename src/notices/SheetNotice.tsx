// A notice that asks for an answer, once more inside a sheet: what lies behind a modal sheet cannot be pressed.
import type { ReactElement } from 'react';
import { actOnNotice } from './notice.ts';
import { useApp } from '../state/useApp.ts';
import { Button } from '../ui/Button.tsx';

export function SheetNotice({ className }: { className: string | undefined }): ReactElement {
  const notice = useApp((state) => state.notice);
  return (
    <div role="status">
      {notice?.action && (
        <p className={className} data-testid="sheet-notice">
          {notice.text}{' '}
          <Button data-testid="sheet-notice-action" onClick={() => actOnNotice(notice.id)}>
            {notice.action}
          </Button>
        </p>
      )}
    </div>
  );
}
