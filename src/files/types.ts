// A finished picture as data: shared by what makes pictures, what shows them and what keeps them. Types only.

export interface PictureRecord {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly width: number;
  readonly height: number;
  readonly prompt: string;
  readonly seed: number;
  readonly totalMs: number;
  /** 'WebGPU fp16', 'WASM' and so on. */
  readonly backend: string;
  /** A1111's `parameters` text. */
  readonly metadata: string;
  /** The page that made it, as `share/page.ts` writes it (`encodePage`): opening it again brings back drawing, words and settings. */
  readonly page: string;
  readonly favourite: boolean;
}
