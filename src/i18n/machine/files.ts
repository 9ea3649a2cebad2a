/** What is said of files that other programs wrote: pictures, poses. The dictionaries' keys. */
export const files = [
  'This is no file.',
  'another program',
  'Give a File or Blob with the whole picture in it.',
  'This file has animals, which are not drawn.',
  'Give a pose of people.',
  'No point of this pose is sure enough: all have a confidence below 1, and nothing would be drawn.',
  'Set the confidence of the points that are to be drawn to 1.',
  'Points with a confidence below 1 are not drawn.',
  'This is a picture in the format {format}, which this browser cannot read.',
  'Export it as a JPEG or PNG in another program first.',
  'scheduler_config.json: {what} belongs to a model of another kind (flow matching, EDM, consistency ...).',
  'Choose a Stable Diffusion 1.x or 2.x model.',
  '{pack}: the UNet reads {channels} channels and writes {written}.',
  'Use a text-to-image or an inpainting model.',
] as const;
