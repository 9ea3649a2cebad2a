// What went wrong with the picture: over the last one, or in the place of the first.
import type { ReactElement } from 'react';
import { dismissError } from '../../actions/job.ts';
import { retry } from '../../actions/onDemand/making.ts';
import type { Failure } from '../../services/failure.ts';
import { useApp } from '../../store/useApp.ts';
import { ErrorBox } from '../../ui/ErrorBox.tsx';

export function ErrorCard({ error }: { error: Failure }): ReactElement {
  const over = useApp((state) => state.result !== null);
  return <ErrorBox error={error} over={over} onRetry={retry} onClose={dismissError} />;
}
