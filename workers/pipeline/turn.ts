// Lets aborts be heard. Wasm sessions run without turning the event loop, and a worker that does not turn hears none.

/** Resolves in a fresh task, after the messages that are waiting; without the 4 ms that nested timers cost. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** `work`, given up as soon as `signal` is aborted; what it does goes on by itself. @throws AbortError */
export async function heard<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let give: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    give = () => reject(signal.reason as Error);
  });
  signal.addEventListener('abort', give);
  if (signal.aborted) give();
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}
