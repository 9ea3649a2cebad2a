// What picture files say in words. Types only.

/** A text that a picture file carries: where it stood (a PNG keyword, `UserComment`, `XMP` ...) and what it says. */
export interface FileText {
  readonly key: string;
  readonly text: string;
}
