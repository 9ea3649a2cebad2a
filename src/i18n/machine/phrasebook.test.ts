import { expect, it } from 'vitest';
import { phrasebook } from './phrasebook.ts';

const say = phrasebook({
  'Try again.': 'Noch einmal.',
  'It is no JSON.': 'Es ist kein JSON.',
  'No pose. {why}': 'Keine Pose. {why}',
  '{path}: the server answered {status}': '{status} vom Server: {path}',
  '{path}: the server answered nothing': '{path}: keine Antwort',
});

it.each([
  ['Try again.', 'Noch einmal.'],
  ['a/b.bin: the server answered 503', '503 vom Server: a/b.bin'],
  // More words of its own win, whatever the order.
  ['a: the server answered nothing', 'a: keine Antwort'],
  // A value that is a sentence is translated; others are put in as they are, line ends too.
  ['No pose. It is no JSON.', 'Keine Pose. Es ist kein JSON.'],
  ['No pose. one\ntwo $&', 'Keine Pose. one\ntwo $&'],
  ['never heard', 'never heard'],
  ['', ''],
])('%j is told as %j', (sentence, told) => {
  expect(say(sentence)).toBe(told);
});
