// A component whose code is a script of its own, which comes when it is first shown. Not React's `lazy`: once Suspense has
// shown nothing, React waits 300 ms before it shows something, and what failed to load is never tried again.
import { type ComponentType, type ReactElement, type ReactNode, useEffect, useState } from 'react';
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
  let loaded: ComponentType<P> | null = null;
  const loading = async (): Promise<ComponentType<P>> => {
    try {
      return (loaded ??= await load());
    } catch {
      return missing;
    }
  };
  return function OnDemand(props: P): ReactElement {
    const [Shown, show] = useState(() => loaded);
    useEffect(() => {
      let gone = false;
      void loading().then((component) => {
        if (!gone) show(() => component);
      });
      return () => {
        gone = true;
      };
    }, []);
    return Shown ? <Shown {...props} /> : <>{meanwhile}</>;
  };
}

function Missing(): ReactElement {
  return <p role="alert">{useT()('shell:sheetMissing')}</p>;
}
