// A model folder from the user's disk: read in place, with the ControlNet folders that lie in it.
import { AppError } from '../errors.ts';
import { diskPack, subPack } from '../weights/packFiles.ts';
import type { PackFiles } from '../weights/types.ts';
import type { PackRef } from './api.ts';
import type { ResolvedPack } from './resolved.ts';

type FolderRef = Extract<PackRef, { files: unknown }>;

/** @throws AppError 'bad-input' for a folder that holds no model */
export async function resolveFolder({ folder, files }: FolderRef): Promise<ResolvedPack> {
  const paths = [...files.keys()];
  if (!paths.includes('model_index.json')) throw new AppError('bad-input', notAModel(folder, paths), DIFFUSERS);
  const pack = diskPack(folder, files);
  return { id: `disk:${folder}`, files: pack, controlNets: await netsIn(pack, paths), loras: [] };
}

const DIFFUSERS =
  'Choose a folder in the diffusers layout: model_index.json with unet, vae, text_encoder and others beside it.';

function notAModel(folder: string, paths: readonly string[]): string {
  const single = paths.find((path) => /\.(safetensors|ckpt)$/.test(path) && !path.includes('/'));
  return single === undefined
    ? `${folder} holds no model_index.json.`
    : `${folder} holds no model_index.json; ${single} alone is not enough.`;
}

/** Folders directly below whose config says that they are ControlNets or T2I-Adapters, by their short names. */
async function netsIn(pack: PackFiles, paths: readonly string[]): Promise<Readonly<Record<string, PackFiles>>> {
  const nets: Record<string, PackFiles> = {};
  for (const path of paths) {
    const folder = /^([^/]+)\/config\.json$/.exec(path)?.[1];
    if (folder === undefined || !isNet(await pack.text(path))) continue;
    nets[shortName(folder)] = subPack(pack, folder);
  }
  return nets;
}

/** 'canny' of 'controlnet-canny' and 't2iadapter_canny'; diffusers' own 'controlnet_1' stays what it is. */
function shortName(folder: string): string {
  return folder.replace(/^(control[-_]?net|t2i-?adapter)[-_](?!\d+$)/i, '');
}

/** A config that cannot be read is told of when its model is opened. */
function isNet(config: string): boolean {
  try {
    const name = (JSON.parse(config) as { _class_name?: unknown } | null)?._class_name;
    return name === 'ControlNetModel' || name === 'T2IAdapter';
  } catch {
    return false;
  }
}
