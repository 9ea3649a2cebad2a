// The part of the page's API (`window.inkling`, docs/api.md) that the tests drive, and pictures as they leave the page.

/** RGBA pixels; base64 because a page hands its results over as JSON. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface PackedPicture {
  readonly width: number;
  readonly height: number;
  readonly base64: string;
}

export const unpack = ({ width, height, base64 }: PackedPicture): Picture => ({
  width,
  height,
  data: new Uint8Array(Buffer.from(base64, 'base64')),
});

export const pack = ({ width, height, data }: Picture): PackedPicture => ({
  width,
  height,
  base64: Buffer.from(data).toString('base64'),
});

export interface Timings {
  readonly denoise: number;
  readonly total: number;
  readonly sessionRuns: number;
  readonly firstPreview: number;
}

export interface Backend {
  readonly kind: string;
  readonly precision: string;
}

export interface Step {
  readonly step: number;
  readonly steps: number;
  readonly preview: ImageBitmap | null;
}

/** Images may be PackedPictures: `Studio.make` unpacks them in the page. */
export interface Control {
  readonly net?: string;
  readonly image?: unknown;
  readonly preprocessor?: string;
  readonly weight?: number;
  readonly start?: number;
  readonly end?: number;
  readonly mode?: string;
  readonly resize?: string;
}

export interface Request {
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly steps?: number;
  readonly sampler?: string;
  readonly guidanceScale?: number;
  readonly guidanceRescale?: number;
  readonly seed?: number;
  readonly rng?: string;
  readonly clipSkip?: number;
  readonly controls?: readonly Control[];
  readonly init?: { readonly image: unknown; readonly strength: number };
  readonly mask?: unknown;
  readonly vae?: string;
}

export type PackRef =
  { readonly id: string } | { readonly base: string; readonly controlNets?: Readonly<Record<string, string>> };

export interface ModelRecord {
  readonly id: string;
  readonly kind: string;
  readonly family: string;
  readonly name: string;
  readonly sha256: string;
  readonly kept: boolean;
}

export interface Inkling {
  ready(): Promise<unknown>;
  backend(): Backend;
  loadPack(pack: PackRef): Promise<unknown>;
  models(): Promise<readonly ModelRecord[]>;
  addModel(source: Blob | string, options?: { name?: string; sha256?: string; config?: string }): Promise<ModelRecord>;
  removeModel(id: string): Promise<void>;
  preprocess(name: string, image: ImageData): Promise<ImageData>;
  generate(
    request: Request,
    options?: { readonly signal?: AbortSignal; readonly onStep?: (event: Step) => void },
  ): Promise<{
    readonly image: ImageData;
    readonly seed: number;
    readonly timings: Timings;
    readonly backend: Backend;
  }>;
  readonly errors: readonly string[];
}
