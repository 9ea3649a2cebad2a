// What an editor of maps is given and gives. Types only.

export interface HandMade {
  readonly pixels: ImageData;
  /** OpenPose JSON, so that the pose can be taken up again. */
  readonly pose?: string;
}

export interface HandProps {
  readonly width: number;
  readonly height: number;
  readonly photo: ImageBitmap | null;
  readonly start: { readonly pixels: ImageData | null; readonly pose: string | null };
  /** Hears of every change; the map is made when somebody wants it. */
  readonly onChange: (make: () => HandMade) => void;
}
