// SwarmUI's pictures: one JSON object of settings, and a list of the files that it used. Pure.
import { loraOf, modelOf, othersIn } from './json.ts';
import type { Draft, DraftControl, ToldModel } from './types.ts';
import { type Fields, isNothing, isRecord, listOf, modelName, numberOf, textOf } from './values.ts';

/** SwarmUI: `sui_image_params`, in PNG text or EXIF. It runs on ComfyUI, whose noise is torch's on the CPU. */
export function readSwarmUi(root: Fields): Draft | null {
  const json = root['sui_image_params'];
  if (!isRecord(json)) return null;
  const stop = numberOf(json['clipstopatlayer']);
  const names = listOf(
    isNothing(json['loras']) || Array.isArray(json['loras']) ? json['loras'] : textOf(json['loras'])?.split(','),
  );
  const weights = listOf(
    Array.isArray(json['loraweights']) ? json['loraweights'] : textOf(json['loraweights'])?.split(','),
  );
  const started = !isNothing(json['initimage']) || !isNothing(json['initimagecreativity']);
  const hashes = hashesOf(root['sui_models']);
  const hashed = (file: ToldModel | null): ToldModel | null => {
    const hash = file === null ? undefined : hashes.get(file.name);
    return file === null || hash === undefined ? file : { ...file, hash };
  };
  return {
    program: 'SwarmUI',
    prompt: json['prompt'],
    negativePrompt: json['negativeprompt'] ?? json['negative_prompt'],
    steps: json['steps'],
    guidanceScale: json['cfgscale'] ?? json['cfg_scale'],
    seed: json['seed'],
    width: json['width'],
    height: json['height'],
    sampler: json['sampler'] ?? json['comfyuisampler'] ?? json['autowebuisampler'],
    schedule: json['scheduler'] ?? json['comfyuischeduler'],
    rng: 'torch',
    // -1 is the last layer.
    clipSkip: stop === null ? null : -stop - 1,
    strength: started ? json['initimagecreativity'] : null,
    model: hashed(modelOf(json['model'])),
    vae: isNothing(json['vae']) || /^automatic$/i.test(textOf(json['vae']) ?? '') ? null : hashed(modelOf(json['vae'])),
    loras: names.flatMap((each, i) => loraOf(each, weights[i]).flatMap((lora) => hashed(lora) ?? [])),
    controls: swarmControls(json),
    others: othersIn(
      json,
      'vae prompt negativeprompt negative_prompt model seed steps cfgscale cfg_scale width height sampler scheduler comfyuisampler ' +
        'comfyuischeduler autowebuisampler clipstopatlayer loras loraweights initimage initimagecreativity aspectratio sidelength ' +
        'images swarm_version original_prompt original_negativeprompt date generation_time automaticvae donotsave ' +
        'controlnetmodel controlnetstrength controlnetstart controlnetend controlnetpreprocessor controlnetimageinput',
    ),
  };
}

function swarmControls(json: Fields): readonly DraftControl[] {
  if (isNothing(json['controlnetmodel'])) return [];
  return [
    {
      net: json['controlnetmodel'],
      preprocessor: json['controlnetpreprocessor'],
      weight: json['controlnetstrength'],
      start: json['controlnetstart'],
      end: json['controlnetend'],
    },
  ];
}

/** Beside the settings it lists the files with the SHA-256 of their tensors. */
function hashesOf(models: unknown): ReadonlyMap<string, string> {
  return new Map(
    listOf(models)
      .filter(isRecord)
      .flatMap((each) => {
        const name = modelName(each['name']);
        const hash = textOf(each['hash'])?.replace(/^0x/i, '').toLowerCase() ?? '';
        return name !== null && /^[0-9a-f]{64}$/.test(hash) ? [[name, hash] as const] : [];
      }),
  );
}
