// Words, LoRAs and nets of workflows as people have them: few are of the standard nodes alone.
import { describe, expect, it } from 'vitest';
import { readTold } from './programs.ts';

type Nodes = Readonly<Record<string, readonly [type: string, inputs: Readonly<Record<string, unknown>>]>>;

const graph = (nodes: Nodes): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(nodes).map(([id, [class_type, inputs]]) => [id, { class_type, inputs }])),
  );
const told = (text: string, key = 'prompt') => readTold([{ key, text }]);
const names = (text: string): readonly string[] => (told(text)?.notTaken ?? []).map(({ name }) => name);

const BASE: Nodes = {
  3: [
    'KSampler',
    {
      seed: 17,
      steps: 20,
      cfg: 8,
      sampler_name: 'dpmpp_2m',
      scheduler: 'karras',
      denoise: 1,
      model: ['4', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['5', 0],
    },
  ],
  4: ['CheckpointLoaderSimple', { ckpt_name: 'sd/paperboat.safetensors' }],
  5: ['EmptyLatentImage', { width: 512, height: 768, batch_size: 1 }],
  6: ['CLIPTextEncode', { text: 'a kiln', clip: ['4', 1] }],
  7: ['CLIPTextEncode', { text: 'ash', clip: ['4', 1] }],
  8: ['VAEDecode', { samples: ['3', 0], vae: ['4', 2] }],
  9: ['SaveImage', { images: ['8', 0] }],
};
describe('nodes that many workflows have instead of the standard ones', () => {
  const withInputs = (id: number, inputs: Readonly<Record<string, unknown>>, more: Nodes = {}): string => {
    const [type, own] = BASE[id] ?? ['', {}];
    return graph({ ...BASE, [id]: [type, { ...own, ...inputs }], ...more });
  };
  const loras = (text: string) => told(text)?.loras;

  it('no negative words are none, and a guider without them had none', () => {
    expect(told(withInputs(7, { text: '' }))?.request.negativePrompt).toBe('');
    const guided: Nodes = {
      ...BASE,
      3: [
        'SamplerCustomAdvanced',
        { noise: ['20', 0], guider: ['21', 0], sampler: ['22', 0], sigmas: ['23', 0], latent_image: ['5', 0] },
      ],
      20: ['RandomNoise', { noise_seed: 5 }],
      21: ['BasicGuider', { model: ['4', 0], conditioning: ['6', 0] }],
      22: ['KSamplerSelect', { sampler_name: 'lcm' }],
      23: ['SDTurboScheduler', { steps: 4, denoise: 1, model: ['4', 0] }],
    };
    expect(told(graph(guided))?.request).toMatchObject({ prompt: 'a kiln', negativePrompt: '', steps: 4, seed: 5 });
    expect(names(graph(guided))).toEqual(['Schedule type']);
  });

  it('words put together, or drawn, are what they came to; words of a node that nobody knows are named', () => {
    const joined: Nodes = {
      40: ['Text Concatenate', { delimiter: ', ', clean_whitespace: 'true', text_a: ['41', 0], text_b: 'at dusk' }],
      41: ['Text Multiline', { text: 'a kiln' }],
    };
    expect(told(withInputs(6, { text: ['40', 0] }, joined))?.request.prompt).toBe('a kiln, at dusk');
    const drawn: Nodes = {
      40: ['ImpactWildcardEncode', { wildcard_text: '__x__', populated_text: 'a red kiln', clip: ['4', 1] }],
    };
    expect(told(withInputs(3, { positive: ['40', 2] }, drawn))?.request.prompt).toBe('a red kiln');
    const unknown = withInputs(6, { text: ['40', 0] }, { 40: ['Tagger', { image: ['9', 0] }] });
    expect(told(unknown)?.request.prompt).toBeUndefined();
    expect(names(unknown)).toEqual(['Prompt']);
  });

  it('a loader that does all of a beginning', () => {
    const loader = {
      ckpt_name: 'x.safetensors',
      vae_name: 'Baked VAE',
      clip_skip: -2,
      lora_name: 'ink.safetensors',
      lora_model_strength: 0.6,
      lora_clip_strength: 0.5,
      positive: 'a hill',
      negative: 'a pit',
      empty_latent_width: 512,
      empty_latent_height: 640,
    };
    const sampler = {
      ...BASE[3]?.[1],
      positive: ['1', 1],
      negative: ['1', 2],
      model: ['1', 0],
      latent_image: ['1', 3],
    };
    const nodes: Nodes = { 1: ['Efficient Loader', loader], 2: ['KSampler (Efficient)', sampler] };
    expect(told(graph(nodes))).toMatchObject({
      request: { prompt: 'a hill', negativePrompt: 'a pit', width: 512, height: 640, clipSkip: 1 },
      model: { name: 'x' },
      loras: [{ name: 'ink', weight: 0.6, textWeight: 0.5 }],
      vae: null,
    });
  });

  it('LoRAs in rows, in a stack, for the UNet alone, with a picture of the choice; those at 0 did nothing', () => {
    const rows: Nodes = {
      20: [
        'Power Lora Loader (rgthree)',
        {
          model: ['4', 0],
          lora_1: { on: true, lora: 'ink.safetensors', strength: 0.8 },
          lora_2: { on: false, lora: 'off.safetensors', strength: 1 },
          lora_3: { on: true, lora: 'b.safetensors', strength: 0.5, strengthTwo: 0.2 },
        },
      ],
    };
    expect(loras(withInputs(3, { model: ['20', 0] }, rows))).toEqual([
      { name: 'ink', weight: 0.8 },
      { name: 'b', weight: 0.5, textWeight: 0.2 },
    ]);
    const slots = { switch_1: 'On', lora_name_1: 'ink', model_weight_1: 0.8, clip_weight_1: 0.7, switch_2: 'Off' };
    const stack: Nodes = {
      20: ['CR Apply LoRA Stack', { model: ['4', 0], clip: ['4', 1], lora_stack: ['21', 0] }],
      21: ['CR LoRA Stack', { ...slots, lora_name_2: 'no', model_weight_2: 1, lora_name_3: 'None' }],
    };
    expect(loras(withInputs(3, { model: ['20', 0] }, stack))).toEqual([{ name: 'ink', weight: 0.8, textWeight: 0.7 }]);
    for (const [type, inputs, want] of [
      ['LoraLoaderModelOnly', { lora_name: 'ink', strength_model: 0.7 }, { name: 'ink', weight: 0.7, textWeight: 0 }],
      [
        'LoraLoader|pysssss',
        { lora_name: { content: 'ink.safetensors', image: null }, strength_model: 0.7, strength_clip: 0.7 },
        { name: 'ink', weight: 0.7 },
      ],
      ['LoraLoader', { lora_name: 'ink', strength_model: 0, strength_clip: 0 }, null],
    ] as const) {
      const node: Nodes = { 20: [type, { ...inputs, model: ['4', 0], clip: ['4', 1] }] };
      expect(loras(withInputs(3, { model: ['20', 0] }, node)), type).toEqual(want ? [want] : []);
    }
  });

  it('a net whose kind is chosen on the way; one of a loader that nobody knows is named', () => {
    const apply = { strength: 0.8, conditioning: ['6', 0], image: ['38', 0] };
    const nets: Nodes = {
      30: ['ControlNetLoader', { control_net_name: 'union.safetensors' }],
      31: ['SetUnionControlNetType', { control_net: ['30', 0], type: 'canny' }],
      33: ['ControlNetApply', { ...apply, control_net: ['31', 0] }],
      38: ['Canny', { image: ['9', 0] }],
    };
    const united = told(withInputs(3, { positive: ['33', 0] }, nets));
    expect(united?.request.controls).toEqual([{ net: 'union', preprocessor: 'canny', weight: 0.8 }]);
    const odd: Nodes = { 30: ['Odd', {}], 33: ['ControlNetApply', { ...apply, control_net: ['30', 0] }] };
    expect(names(withInputs(3, { positive: ['33', 0] }, odd))).toEqual(['ControlNet']);
  });
});
