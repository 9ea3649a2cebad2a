// Pictures that were asked for together, in the result's place.
import { store } from '../../state/store.ts';

/** Shows all pictures of a group. */
export function openGroup(group: string): void {
  store.setState({ view: { kind: 'group', group }, following: true });
}
