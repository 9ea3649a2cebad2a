// Weights on the hub that preprocessors may fetch, as shown before the download. Sizes as the hub lists them. Data only.
// Their revisions and hashes are not known here, hence `main` and no `sha256`: a download that goes on in a second half holds
// the server to the first one's ETag (weights/download.ts). To pin one, put its commit into the address and the file's hash
// beside it; what is stored keeps its name (`fileOf`) and is fetched anew, as its address is another one.
import type { WeightsNeeded } from '../types.ts';

const ANNOTATORS = 'https://huggingface.co/lllyasviel/Annotators/resolve/main/';

export const hedWeights: WeightsNeeded = {
  source: 'lllyasviel/Annotators on Hugging Face (Lvmin Zhang, ControlNet)',
  url: `${ANNOTATORS}ControlNetHED.pth`,
  bytes: 29_400_000,
  licence: 'Apache-2.0',
};

export const mlsdWeights: WeightsNeeded = {
  source: 'lllyasviel/Annotators on Hugging Face (M-LSD, NAVER Corp.)',
  url: `${ANNOTATORS}mlsd_large_512_fp32.pth`,
  bytes: 6_340_000,
  licence: 'Apache-2.0',
};

export const depthAnythingWeights: WeightsNeeded = {
  source: 'depth-anything/Depth-Anything-V2-Small-hf on Hugging Face (HKU, TikTok)',
  url: 'https://huggingface.co/depth-anything/Depth-Anything-V2-Small-hf/resolve/main/model.safetensors',
  bytes: 99_200_000,
  licence: 'Apache-2.0',
};

/** There is no openly licensed SegFormer for ADE20K that we know of. */
export const segformerWeights: WeightsNeeded = {
  source: 'nvidia/segformer-b2-finetuned-ade-512-512 on Hugging Face (NVIDIA)',
  url: 'https://huggingface.co/nvidia/segformer-b2-finetuned-ade-512-512/resolve/main/pytorch_model.bin',
  bytes: 110_000_000,
  licence: 'NVIDIA Source Code License for SegFormer: research and evaluation only, no commercial use',
};

export const normalBaeWeights: WeightsNeeded = {
  source: 'lllyasviel/Annotators on Hugging Face (Gwangbin Bae, University of Cambridge)',
  url: `${ANNOTATORS}scannet.pt`,
  bytes: 291_000_000,
  licence: 'MIT; trained on ScanNet, whose terms of use allow research only',
};
