import { expect, it } from 'vitest';
import { createInHand } from './inHand.ts';

it('tells what the hand holds until it lifts, and says so once', () => {
  const hand = createInHand<string>();
  const heard: (string | null)[] = [];
  const stop = hand.listen((item) => heard.push(item));
  hand.tell('a');
  hand.tell('ab');
  expect(hand.current()).toBe('ab');
  hand.tell(null);
  hand.tell(null);
  stop();
  hand.tell('c');
  expect(heard).toEqual(['a', 'ab', null]);
});
