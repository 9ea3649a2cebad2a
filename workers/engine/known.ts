// The packs that Inkling knows by name. Data only.

export interface KnownPack {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  /** What is downloaded, in bytes, as far as it is known beforehand. */
  readonly sizeBytes: number;
  /** Where its files are: a folder of the app, or a repository of the Hugging Face hub. */
  readonly source:
    { readonly folder: string } | { readonly hub: string; readonly controlNets: Readonly<Record<string, string>> };
}

export const EMBEDDED_PACK = 'inkling-mini';

export const KNOWN_PACKS: readonly KnownPack[] = [
  {
    id: EMBEDDED_PACK,
    name: 'Inkling mini',
    licence: 'Apache-2.0',
    sizeBytes: 0,
    source: { folder: 'models/inkling-mini/' },
  },
  {
    id: 'stable-diffusion-v1-5/stable-diffusion-v1-5',
    name: 'Stable Diffusion 1.5',
    licence: 'CreativeML Open RAIL-M',
    // unet 1.72 GB + text encoder 0.25 GB + vae 0.17 GB + one ControlNet 0.72 GB, all fp16
    sizeBytes: 2_860_000_000,
    source: {
      hub: 'stable-diffusion-v1-5/stable-diffusion-v1-5',
      controlNets: { scribble: 'lllyasviel/control_v11p_sd15_scribble' },
    },
  },
];

/** The folder URL of a hub repository, `owner/name` or `owner/name@revision`. */
export function hubFolder(repository: string): string {
  const [name = '', revision = 'main'] = repository.split('@');
  return `https://huggingface.co/${name}/resolve/${encodeURIComponent(revision)}/`;
}

/** The id of the hub repository whose folder this is; null for any other URL. */
export function hubIdOf(url: string): string | null {
  const [, name, revision = ''] = /^https:\/\/huggingface\.co\/([\w.-]+\/[\w.-]+)\/resolve\/([^/]+)\/$/.exec(url) ?? [];
  if (name === undefined) return null;
  return revision === 'main' ? name : `${name}@${decodeURIComponent(revision)}`;
}

/** Whether an id has the form of a hub repository. */
export function isHubId(id: string): boolean {
  return /^[\w.-]+\/[\w.-]+(@[\w.\-/]+)?$/.test(id);
}
