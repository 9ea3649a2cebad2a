// What went wrong with the picture: over the last one, or in the place of the first.
import type { ReactElement } from 'react';
import { dismissError } from '../job.ts';
import { retry } from '../onDemand.ts';
import type { Failure } from '../../../machine/failure.ts';
import { useApp } from '../../../state/useApp.ts';
import { ErrorBox } from '../../../ui/ErrorBox.tsx';

export function ErrorCard({ error }: { error: Failure }): ReactElement {
  const over = useApp((state) => state.result !== null);
  return <ErrorBox error={error} over={over} onRetry={retry} onClose={dismissError} />;
}
