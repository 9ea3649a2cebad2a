import type { Dictionary } from '../machine/dictionary.ts';

export const files: Dictionary<'files'> = {
  'This is no file.': 'Das ist keine Datei.',
  'another program': 'einem anderen Programm',
  'Give a File or Blob with the whole picture in it.': 'Gib eine File oder einen Blob mit dem ganzen Bild.',
  'This file has animals, which are not drawn.': 'In dieser Datei sind Tiere, die nicht gezeichnet werden.',
  'Give a pose of people.': 'Gib eine Pose von Menschen.',
  'No point of this pose is sure enough: all have a confidence below 1, and nothing would be drawn.':
    'Kein Punkt dieser Pose ist sicher genug: Alle haben eine Konfidenz unter 1, und es würde nichts gezeichnet.',
  'Set the confidence of the points that are to be drawn to 1.':
    'Setze die Konfidenz der Punkte, die gezeichnet werden sollen, auf 1.',
  'Points with a confidence below 1 are not drawn.': 'Punkte mit einer Konfidenz unter 1 werden nicht gezeichnet.',
  'This is a picture in the format {format}, which this browser cannot read.':
    'Dies ist ein Bild im Format {format}, das dieser Browser nicht lesen kann.',
  'Export it as a JPEG or PNG in another program first.':
    'Exportiere es zuerst in einem anderen Programm als JPEG oder PNG.',
  'scheduler_config.json: {what} belongs to a model of another kind (flow matching, EDM, consistency ...).':
    'scheduler_config.json: {what} gehört zu einem Modell anderer Art (Flow Matching, EDM, Consistency ...).',
  'Choose a Stable Diffusion 1.x or 2.x model.': 'Wähle ein Modell von Stable Diffusion 1.x oder 2.x.',
  '{pack}: the UNet reads {channels} channels and writes {written}.':
    '{pack}: Das UNet liest {channels} Kanäle und schreibt {written}.',
  'Use a text-to-image or an inpainting model.': 'Nimm ein Text-zu-Bild- oder ein Inpainting-Modell.',
  '{folder} holds more than {most} files.': '{folder} enthält mehr als {most} Dateien.',
  'Drop the folder of one model.': 'Lege den Ordner eines einzigen Modells ab.',
  'The folder {folder} cannot be read.': 'Der Ordner {folder} lässt sich nicht lesen.',
  'Was it moved, or is its disk not there? Choose it again.':
    'Wurde er verschoben, oder fehlt sein Datenträger? Wähle ihn noch einmal.',
  'This page may not read the folder {folder}.': 'Diese Seite darf den Ordner {folder} nicht lesen.',
  'Choose it again.': 'Wähle ihn noch einmal.',
  '{folder} holds no files of weights.': '{folder} enthält keine Gewichtsdateien.',
  'Choose a folder with a model in it.': 'Wähle einen Ordner, in dem ein Modell liegt.',
};
