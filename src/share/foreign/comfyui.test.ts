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
const REQUEST = {
  prompt: 'a kiln',
  negativePrompt: 'ash',
  width: 512,
  height: 768,
  steps: 20,
  sampler: 'dpmpp-2m-karras',
  guidanceScale: 8,
  seed: 17,
  rng: 'torch',
  clipSkip: 0,
};

describe('ComfyUI’s graph', () => {
  it('of the standard nodes', () => {
    expect(told(graph(BASE))).toEqual({
      program: 'ComfyUI',
      request: REQUEST,
      notTaken: [],
      model: { name: 'paperboat' },
      loras: [],
      embeddings: [],
      vae: null,
    });
  });

  it('with a LoRA, a net, a layer left out and rescaled guidance', () => {
    const text = graph({
      ...BASE,
      3: ['KSampler', { ...BASE[3]?.[1], model: ['20', 0], positive: ['22', 0], negative: ['22', 1] }],
      10: [
        'LoraLoader',
        { lora_name: 'clay.safetensors', strength_model: 0.7, strength_clip: 1, model: ['4', 0], clip: ['4', 1] },
      ],
      11: ['CLIPSetLastLayer', { stop_at_clip_layer: -2, clip: ['10', 1] }],
      6: ['CLIPTextEncode', { text: ['12', 0], clip: ['11', 0] }],
      12: ['PrimitiveString', { value: 'a kiln' }],
      20: ['RescaleCFG', { multiplier: 0.7, model: ['21', 0] }],
      21: ['FreeU_V2', { b1: 1.3, model: ['10', 0] }],
      22: [
        'ControlNetApplyAdvanced',
        {
          strength: 0.9,
          start_percent: 0,
          end_percent: 0.6,
          positive: ['6', 0],
          negative: ['7', 0],
          control_net: ['23', 0],
          image: ['24', 0],
        },
      ],
      23: ['ControlNetLoader', { control_net_name: 'control_v11p_sd15_canny.pth' }],
      24: ['CannyEdgePreprocessor', { image: ['25', 0] }],
      25: ['LoadImage', { image: 'a.png' }],
      26: ['VAELoader', { vae_name: 'vae/ft-mse.safetensors' }],
      8: ['VAEDecode', { samples: ['3', 0], vae: ['26', 0] }],
    });
    expect(told(text)?.vae).toEqual({ name: 'ft-mse' });
    expect(told(text)?.request).toEqual({
      ...REQUEST,
      guidanceRescale: 0.7,
      clipSkip: 1,
      controls: [{ net: 'control_v11p_sd15_canny', preprocessor: 'canny', weight: 0.9, start: 0, end: 0.6 }],
    });
    expect(told(text)?.loras).toEqual([{ name: 'clay', weight: 0.7, textWeight: 1 }]);
    expect(names(text)).toEqual(['LoRA', 'VAE', 'FreeU_V2']);
  });

  it('with a second pass: the first is taken, at its own size', () => {
    const text = graph({
      ...BASE,
      30: ['LatentUpscale', { upscale_method: 'nearest-exact', width: 1024, height: 1536, samples: ['3', 0] }],
      31: ['KSampler', { ...BASE[3]?.[1], seed: 18, denoise: 0.5, latent_image: ['30', 0] }],
      8: ['VAEDecode', { samples: ['31', 0], vae: ['4', 2] }],
    });
    expect(told(text)?.request).toEqual(REQUEST);
    expect(names(text)).toEqual(['Hires. fix (second pass)']);
  });

  it('from a picture: the strength', () => {
    const text = graph({
      ...BASE,
      3: ['KSampler', { ...BASE[3]?.[1], denoise: 0.45, latent_image: ['40', 0] }],
      40: ['VAEEncode', { pixels: ['41', 0], vae: ['4', 2] }],
      41: ['LoadImage', { image: 'a.png' }],
    });
    const { width, height } = told(text)?.request ?? {};
    expect([width, height]).toEqual([undefined, undefined]);
    expect({ ...told(text)?.request, width: 512, height: 768 }).toEqual({ ...REQUEST, init: { strength: 0.45 } });
  });

  it('of the custom sampler: noise, guider, sampler and sigmas apart', () => {
    const text = graph({
      ...BASE,
      3: [
        'SamplerCustomAdvanced',
        { noise: ['50', 0], guider: ['51', 0], sampler: ['52', 0], sigmas: ['53', 0], latent_image: ['5', 0] },
      ],
      50: ['RandomNoise', { noise_seed: 99 }],
      51: ['CFGGuider', { cfg: 4, model: ['4', 0], positive: ['6', 0], negative: ['7', 0] }],
      52: ['KSamplerSelect', { sampler_name: 'euler_ancestral' }],
      53: ['BasicScheduler', { scheduler: 'normal', steps: 12, denoise: 1, model: ['4', 0] }],
    });
    expect(told(text)?.request).toEqual({ ...REQUEST, steps: 12, sampler: 'euler-a', guidanceScale: 4, seed: 99 });
    expect(names(text)).toEqual([]);
  });

  it('with conditionings that nothing here combines: named', () => {
    const text = graph({
      ...BASE,
      3: ['KSampler', { ...BASE[3]?.[1], positive: ['60', 0], negative: ['61', 0] }],
      60: ['ConditioningCombine', { conditioning_1: ['6', 0], conditioning_2: ['7', 0] }],
      61: ['ConditioningZeroOut', { conditioning: ['7', 0] }],
    });
    expect(told(text)?.request).toMatchObject({ prompt: 'a kiln', negativePrompt: '' });
    expect(names(text)).toEqual(['ConditioningCombine']);
  });

  it('in the page’s own form, where only that is there', () => {
    const node = (
      id: number,
      type: string,
      widgets_values: unknown,
      inputs: readonly (readonly [string, number])[] = [],
    ) => ({
      id,
      type,
      mode: 0,
      widgets_values,
      inputs: inputs.map(([name, link]) => ({ name, link })),
    });
    const workflow = {
      nodes: [
        node(
          3,
          'KSampler',
          [17, 'randomize', 20, 8, 'dpmpp_2m', 'karras', 1],
          [
            ['model', 1],
            ['positive', 2],
            ['negative', 3],
            ['latent_image', 4],
          ],
        ),
        node(4, 'CheckpointLoaderSimple', ['paperboat.safetensors']),
        node(5, 'EmptyLatentImage', [512, 768, 1]),
        node(6, 'CLIPTextEncode', ['a kiln'], [['clip', 5]]),
        node(7, 'CLIPTextEncode', ['ash'], [['clip', 6]]),
        node(8, 'VAEDecode', [], [['samples', 7]]),
      ],
      links: [
        [1, 4, 0, 3, 0, 'MODEL'],
        [2, 6, 0, 3, 1, 'C'],
        [3, 7, 0, 3, 2, 'C'],
        [4, 5, 0, 3, 3, 'L'],
        [5, 4, 1, 6, 0, 'CLIP'],
        [6, 4, 1, 7, 0, 'CLIP'],
        [7, 3, 0, 8, 0, 'L'],
      ],
    };
    expect(told(JSON.stringify(workflow), 'workflow')?.request).toEqual(REQUEST);
  });

  it('in EXIF, behind its key', () => {
    expect(told(`prompt:${graph(BASE)}`, 'Model')?.request).toEqual(REQUEST);
  });

  it('of nodes that nobody here knows: the program alone', () => {
    expect(told(graph({ 1: ['MyVideoThing', { a: 1 }] }))).toEqual({
      program: 'ComfyUI',
      request: {},
      notTaken: [{ name: 'workflow' }],
      model: null,
      loras: [],
      embeddings: [],
      vae: null,
    });
  });

  it('with rings and NaN is walked to an end', () => {
    const text = graph({
      ...BASE,
      3: ['KSampler', { ...BASE[3]?.[1], model: ['70', 0], positive: ['71', 0], latent_image: ['72', 0] }],
      70: ['Ring', { model: ['70', 0] }],
      71: ['Ring', { conditioning: ['71', 0] }],
      72: ['Ring', { samples: ['72', 0] }],
    }).replace('"steps":20', '"steps":20,"is_changed":NaN');
    expect(told(text)?.request).toMatchObject({ negativePrompt: 'ash', steps: 20 });
  });
});
