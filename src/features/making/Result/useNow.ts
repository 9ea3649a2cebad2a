// The clock for what counts down: renders again twice a second while it is wanted.
import { useEffect, useState } from 'react';

const TICK_MS = 500;

export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
