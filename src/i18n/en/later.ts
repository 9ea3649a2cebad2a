/** What is said by code that comes after the first screen. */
export const later = {
  cutOff_one: '“{{words}}” was cut off when the page was left.',
  cutOff_other: '{{count}} pictures were cut off when the page was left: “{{words}}”.',
  cutOffWordless_one: 'A picture was cut off when the page was left.',
  cutOffWordless_other: '{{count}} pictures were cut off when the page was left.',
  cutOffGoOn: 'Go on',
  linkMakes: 'Its picture is made now; Esc stops it.',
  linkPress: 'Press Generate to see its picture.',
  linkStop: 'Stop',

  wordsAdded: 'Words added to yours.',
  wordsTaken: 'Words taken out.',
  wordsPasted: 'The pasted text went into the words.',
  othersWait_one: '{{count}} more picture waits. Press Esc once more to cancel it too.',
  othersWait_other: '{{count}} more pictures wait. Press Esc once more to cancel them all.',

  completions: 'Words that may follow',
  completionsCount_one: '{{count}} suggestion',
  completionsCount_other: '{{count}} suggestions; the arrow keys choose',
  readAs: 'Read as: {{words}}.',
  wordsUnknown: 'It hardly knows: {{list}}.',
  readsEnglish: 'This model reads simple English words.',

  followColours: 'Follow my colours',
  followColoursAbout: 'Filled areas and coloured lines keep their colours in the picture.',
};
