import type { Dictionary } from '../machine/dictionary.ts';

export const files: Dictionary<'files'> = {
  'This is no file.': 'Esto no es un archivo.',
  'another program': 'otro programa',
  'Give a File or Blob with the whole picture in it.': 'Da un File o Blob con la imagen entera.',
  'This file has animals, which are not drawn.': 'Este archivo tiene animales, que no se dibujan.',
  'Give a pose of people.': 'Da una pose de personas.',
  'No point of this pose is sure enough: all have a confidence below 1, and nothing would be drawn.':
    'Ningún punto de esta pose es bastante seguro: todos tienen una confianza menor que 1 y no se dibujaría nada.',
  'Set the confidence of the points that are to be drawn to 1.':
    'Pon a 1 la confianza de los puntos que se deban dibujar.',
  'Points with a confidence below 1 are not drawn.': 'Los puntos con una confianza menor que 1 no se dibujan.',
  'This is a picture in the format {format}, which this browser cannot read.':
    'Es una imagen en formato {format}, que este navegador no puede leer.',
  'Export it as a JPEG or PNG in another program first.': 'Expórtala antes como JPEG o PNG en otro programa.',
  'scheduler_config.json: {what} belongs to a model of another kind (flow matching, EDM, consistency ...).':
    'scheduler_config.json: {what} es de un modelo de otro tipo (flow matching, EDM, consistency...).',
  'Choose a Stable Diffusion 1.x or 2.x model.': 'Elige un modelo de Stable Diffusion 1.x o 2.x.',
  '{pack}: the UNet reads {channels} channels and writes {written}.':
    '{pack}: la UNet lee {channels} canales y escribe {written}.',
  'Use a text-to-image or an inpainting model.': 'Usa un modelo de texto a imagen o de inpainting.',
  '{folder} holds more than {most} files.': '{folder} contiene más de {most} archivos.',
  'Drop the folder of one model.': 'Suelta la carpeta de un solo modelo.',
  'The folder {folder} cannot be read.': 'No se puede leer la carpeta {folder}.',
  'Was it moved, or is its disk not there? Choose it again.': '¿Se movió, o falta su disco? Elígela otra vez.',
  'This page may not read the folder {folder}.': 'Esta página no puede leer la carpeta {folder}.',
  'Choose it again.': 'Elígela otra vez.',
  '{folder} holds no files of weights.': '{folder} no contiene archivos de pesos.',
  'Choose a folder with a model in it.': 'Elige una carpeta que contenga un modelo.',
};
