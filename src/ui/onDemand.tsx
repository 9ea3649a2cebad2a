// A component whose code is a script of its own, which comes when it is first shown.
import { type ComponentType, lazy, type ReactElement, type ReactNode, Suspense } from 'react';
import { useT } from '../i18n/useT.ts';

interface Instead<P> {
  /** What is seen while the code comes. */
  readonly meanwhile?: ReactNode;
  /** What is seen when it cannot be had: a missing script must not take the page down. */
  readonly missing?: ComponentType<P>;
}

export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { meanwhile = null, missing = Missing }: Instead<P> = {},
): ComponentType<P> {
  const Loaded = lazy(() => load().then(asDefault, () => asDefault(missing)));
  return function OnDemand(props: P): ReactElement {
    return (
      <Suspense fallback={meanwhile}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}

function asDefault<P>(component: ComponentType<P>): { readonly default: ComponentType<P> } {
  return { default: component };
}

function Missing(): ReactElement {
  return <p role="alert">{useT()('shell:sheetMissing')}</p>;
}
