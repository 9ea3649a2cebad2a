// What went wrong with the picture, in its place.
import type { ReactElement } from 'react';
import { dismissError } from '../../actions/job.ts';
import { retry } from '../../actions/onDemand.ts';
import type { Failure } from '../../store/types.ts';
import { ErrorBox } from '../../ui/ErrorBox.tsx';

export function ErrorCard({ error }: { error: Failure }): ReactElement {
  return <ErrorBox error={error} onRetry={retry} onClose={dismissError} />;
}
