import type { Catalog } from '../en/index.ts';

export const later: Catalog['later'] = {
  cutOff_one: '„{{words}}“ wurde abgebrochen, als die Seite verlassen wurde.',
  cutOff_other: '{{count}} Bilder wurden abgebrochen, als die Seite verlassen wurde: „{{words}}“.',
  cutOffWordless_one: 'Ein Bild wurde abgebrochen, als die Seite verlassen wurde.',
  cutOffWordless_other: '{{count}} Bilder wurden abgebrochen, als die Seite verlassen wurde.',
  cutOffGoOn: 'Weitermachen',
  linkMakes: 'Ihr Bild entsteht jetzt; Esc hält es an.',
  linkPress: '„Erzeugen“ zeigt ihr Bild.',
  linkStop: 'Anhalten',

  wordsAdded: 'Die Worte kamen zu deinen hinzu.',
  wordsTaken: 'Die Worte sind herausgenommen.',
  wordsPasted: 'Der eingefügte Text steht jetzt bei den Worten.',
  othersWait_one: '{{count}} weiteres Bild wartet. Noch einmal Esc bricht auch das ab.',
  othersWait_other: '{{count}} weitere Bilder warten. Noch einmal Esc bricht alle ab.',

  completions: 'Wörter, die folgen können',
  completionsCount_one: '{{count}} Vorschlag',
  completionsCount_other: '{{count}} Vorschläge; die Pfeiltasten wählen',
  readAs: 'Gelesen als: {{words}}.',
  wordsUnknown: 'Kaum bekannt: {{list}}.',
  readsEnglish: 'Dieses Modell liest einfache englische Worte.',

  followColours: 'Meinen Farben folgen',
  followColoursAbout: 'Gefüllte Flächen und farbige Linien behalten ihre Farben im Bild.',
};
