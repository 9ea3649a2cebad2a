import { expect, it } from 'vitest';
import { heard } from './turn.ts';

it('hears an abort while the work goes on, and passes on how the work ends otherwise', async () => {
  const stop = new AbortController();
  const waiting = heard(stop.signal, new Promise(() => undefined));
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  await expect(heard(stop.signal, Promise.resolve(1))).rejects.toMatchObject({ name: 'AbortError' });
  const { signal } = new AbortController();
  await expect(heard(signal, Promise.resolve(1))).resolves.toBe(1);
  await expect(heard(signal, Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
});
