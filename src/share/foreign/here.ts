// Which of the files that a picture was made with are on this device: found by hash, else by name. Pure.
import type { ModelKind, ModelRecord } from '../../../workers/engine/api.ts';
import { leftOutModels } from './settle.ts';
import type { ToldControl, ToldModel, ToldRequest, ToldSettings } from './types.ts';
import { modelName } from './values.ts';

export interface Here {
  /** The same settings: LoRAs, VAE and nets by their names on this device, and only what is not here among `notTaken`. */
  readonly told: ToldSettings;
  /** The picture's own checkpoint. */
  readonly model: ModelRecord | null;
}

type Lora = NonNullable<ToldRequest['loras']>[number];

/** `told` with what of it is on this device. Nothing is added to a picture that tells nothing else. */
export function withHere(told: ToldSettings, models: readonly ModelRecord[]): Here {
  const model = told.model && fileOf(told.model, 'checkpoint', models);
  if (Object.keys(told.request).length === 0) return { told, model };
  const vae = told.vae && fileOf(told.vae, 'vae', models);
  const loras = told.loras.map((each) => [each, fileOf(each, 'lora', models)] as const);
  const embeddings = told.embeddings.map((each) => [each, fileOf(each, 'embedding', models)] as const);
  const used = loras.flatMap(([each, file]): readonly Lora[] => (file ? [useOf(each, file.name)] : []));
  const renamed = embeddings.flatMap(([{ name }, file]) => (file ? [[name, file] as const] : []));
  const words = (text: string): string => renamed.reduce((all, [name, file]) => withName(all, name, file), text);
  const { prompt, negativePrompt, controls } = told.request;
  const missing = leftOutModels({
    loras: loras.flatMap(([each, file]) => (file ? [] : [each])),
    embeddings: embeddings.flatMap(([each, file]) => (file ? [] : [each])),
    vae: vae ? null : told.vae,
  });
  const others = told.notTaken.filter(
    ({ name, value }) => !(/^(LoRA|Embedding|VAE)$/.test(name) && value !== undefined),
  );
  return {
    told: {
      ...told,
      request: {
        ...told.request,
        ...(prompt !== undefined && { prompt: words(prompt) }),
        ...(negativePrompt !== undefined && { negativePrompt: words(negativePrompt) }),
        ...(used.length > 0 && { loras: used }),
        ...(vae && { vae: vae.name }),
        ...(controls && { controls: controls.map((each) => withNet(each, models)) }),
      },
      notTaken: [...missing, ...others],
    },
    model,
  };
}

/** The file of this kind that is meant. A hash that names another file's says no, whatever they are called. */
export function fileOf(
  { name, hash = '' }: Pick<ToldModel, 'name' | 'hash'>,
  kind: ModelKind,
  models: readonly ModelRecord[],
): ModelRecord | null {
  const own = models.filter((each) => each.kind === kind);
  const exact = hash === '' ? undefined : own.find((each) => hashesOf(each).some((whole) => whole.startsWith(hash)));
  if (exact) return exact;
  const named = own.find((each) => namesOf(each).includes(plain(name)));
  // Where both speak of the same kind of hash they would agree.
  const differs = named !== undefined && hash.length === COMPARED[kind] && hasHash(named);
  return named && !differs ? named : null;
}

/** How long the hash is that A1111 writes of a kind of file since 2023; shorter and longer ones are other programs'. */
const COMPARED: Partial<Readonly<Record<ModelKind, number>>> = { checkpoint: 10, vae: 10, lora: 12, embedding: 12 };

function hasHash({ kind, sha256, otherHashes }: ModelRecord): boolean {
  return kind === 'lora' ? otherHashes.some(({ length }) => length === 64) : sha256 !== '';
}

function hashesOf({ sha256, otherHashes }: ModelRecord): readonly string[] {
  return [sha256, ...otherHashes].filter((hash) => hash !== '');
}

const plain = (name: string): string => (modelName(name) ?? '').toLowerCase();
const namesOf = ({ name, source }: ModelRecord): readonly string[] =>
  [plain(name), plain(source.replace(/[?#].*$/, ''))].filter((each) => each !== '');

function useOf({ weight = 1, textWeight }: ToldModel, name: string): Lora {
  return { name, weight, ...(textWeight !== undefined && { textWeight }) };
}

/** Words that name an embedding as its file is called here. */
function withName(text: string, name: string, file: ModelRecord): string {
  if (namesOf(file).includes(plain(name))) return text;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'g'), () => file.name);
}

/** "control_v11p_sd15_canny [d14c016b]": sd-webui-controlnet writes the beginning of a hash behind a model's name. */
function withNet(control: ToldControl, models: readonly ModelRecord[]): ToldControl {
  const [, name = control.net, hash = ''] = /^(.*?)\s*\[([0-9a-f]{8,64})\]$/i.exec(control.net) ?? [];
  const file = fileOf({ name, hash: hash.toLowerCase() }, 'controlnet', models);
  return file ? { ...control, net: file.name } : control;
}
