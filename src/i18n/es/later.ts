import type { Catalog } from '../en/index.ts';

export const later: Catalog['later'] = {
  cutOff_one: '«{{words}}» se interrumpió al salir de la página.',
  cutOff_other: '{{count}} imágenes se interrumpieron al salir de la página: «{{words}}».',
  cutOffWordless_one: 'Una imagen se interrumpió al salir de la página.',
  cutOffWordless_other: '{{count}} imágenes se interrumpieron al salir de la página.',
  cutOffGoOn: 'Continuar',
  linkMakes: 'Su imagen se crea ahora; Esc la detiene.',
  linkPress: 'Pulsa Generar para ver su imagen.',
  linkStop: 'Detener',

  wordsAdded: 'Las palabras se han añadido a las tuyas.',
  wordsTaken: 'Las palabras se han quitado.',
  wordsPasted: 'El texto pegado está ahora entre las palabras.',
  othersWait_one: 'Espera {{count}} imagen más. Pulsa Esc otra vez para cancelarla también.',
  othersWait_other: 'Esperan {{count}} imágenes más. Pulsa Esc otra vez para cancelarlas todas.',

  completions: 'Palabras que pueden seguir',
  completionsCount_one: '{{count}} sugerencia',
  completionsCount_other: '{{count}} sugerencias; las flechas eligen',
  readAs: 'Leído como: {{words}}.',
  wordsUnknown: 'Apenas conoce: {{list}}.',
  readsEnglish: 'Este modelo lee palabras inglesas sencillas.',

  followColours: 'Seguir mis colores',
  followColoursAbout: 'Las áreas rellenas y las líneas de color conservan sus colores en la imagen.',
};
