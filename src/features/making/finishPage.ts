// What the user does to the page's finish. Small: the switch's shortcut is there from the start.
import { finishName } from '../../finish/finish.ts';
import type { Finish } from '../../state/finish.ts';
import { store } from '../../state/store.ts';

export function setFinish(part: Partial<Finish>): void {
  store.setState(({ finish }) => ({ finish: { ...finish, ...part } }));
}

/** From painted to clean and back. */
export function toggleFinish(): void {
  const { finish, pack } = store.getState();
  setFinish({ name: finishName(finish, pack) === 'clean' ? 'painted' : 'clean' });
}
