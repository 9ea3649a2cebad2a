import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Infotext, parseInfotext } from './infotext.ts';

const NOTHING: Omit<Infotext, 'prompt' | 'negativePrompt'> = {
  settings: {},
  seed: null,
  strength: null,
  model: null,
  nets: [],
  unknownSampler: null,
  others: [],
};

/** As the programs of the field write them. */
const FORMS: readonly [what: string, text: string, Partial<Infotext>][] = [
  [
    'sd-webui 1.0',
    'a house, (red:1.2) roof\nNegative prompt: blurry, text\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x768, Model hash: 6ce0161689, Model: v1-5-pruned-emaonly',
    {
      prompt: 'a house, (red:1.2) roof',
      negativePrompt: 'blurry, text',
      settings: { steps: 20, sampler: 'euler-a', guidanceScale: 7, width: 512, height: 768 },
      seed: 965400086,
      model: 'v1-5-pruned-emaonly',
    },
  ],
  [
    'sd-webui 1.9 names the schedule apart',
    'castle\nSteps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 1, Size: 640x512, Model hash: abc, Model: dreamshaper_8, Clip skip: 2, Version: v1.9.4',
    {
      prompt: 'castle',
      negativePrompt: '',
      settings: { steps: 30, sampler: 'dpmpp-2m-karras', guidanceScale: 6.5, width: 640, height: 512, clipSkip: 1 },
      seed: 1,
      model: 'dreamshaper_8',
    },
  ],
  [
    'an older one names it together',
    'castle\nSteps: 30, Sampler: DPM++ 2M Karras, CFG scale: 6, Seed: 1, Size: 512x512',
    { settings: { steps: 30, sampler: 'dpmpp-2m-karras', guidanceScale: 6, width: 512, height: 512 } },
  ],
  [
    'quoted values with commas and colons',
    'a cat\nSteps: 20, Sampler: UniPC, CFG scale: 7, Seed: 5, Size: 512x512, Lora hashes: "detail: 7c6bad76eb54, add: 1f8b", TI hashes: "easynegative: c74b4e810b03", Version: v1.6.0',
    { prompt: 'a cat', settings: { steps: 20, sampler: 'unipc', guidanceScale: 7, width: 512, height: 512 } },
  ],
  [
    'a prompt of several lines, a colon in it',
    'photo of: a dog\nBREAK\non the moon\nNegative prompt: bad\nworse\nSteps: 4, Sampler: LCM, CFG scale: 1.5, Seed: 0, Size: 512x512',
    { prompt: 'photo of: a dog\nBREAK\non the moon', negativePrompt: 'bad\nworse', seed: 0 },
  ],
  [
    'no prompt at all',
    'Steps: 12, Sampler: DDIM, CFG scale: 7, Seed: 3, Size: 512x512',
    { prompt: '', settings: { steps: 12, sampler: 'ddim', guidanceScale: 7, width: 512, height: 512 }, seed: 3 },
  ],
  [
    'Windows line ends',
    'a cat\r\nNegative prompt: dog\r\nSteps: 12, Sampler: Euler, CFG scale: 7, Seed: 3, Size: 512x512\r\n',
    { prompt: 'a cat', negativePrompt: 'dog', seed: 3 },
  ],
  [
    'a sampler that is not here',
    'a\nSteps: 12, Sampler: DPM++ SDE Karras, CFG scale: 7, Seed: 3, Size: 512x512',
    { unknownSampler: 'DPM++ SDE Karras', settings: { steps: 12, guidanceScale: 7, width: 512, height: 512 } },
  ],
  [
    'ControlNet as sd-webui-controlnet writes it',
    'a\nSteps: 12, Sampler: Euler, CFG scale: 7, Seed: 3, Size: 512x512, ControlNet 0: "Module: canny, Model: control_v11p_sd15_canny [d14c016b], Weight: 0.8, Resize Mode: Crop and Resize, Low Vram: False, Processor Res: 512, Guidance Start: 0, Guidance End: 0.5, Pixel Perfect: True, Control Mode: ControlNet is more important"',
    {
      nets: [
        {
          model: 'control_v11p_sd15_canny [d14c016b]',
          module: 'canny',
          weight: 0.8,
          start: 0,
          end: 0.5,
          mode: 'control',
          resize: 'crop',
        },
      ],
      others: [],
    },
  ],
  [
    'img2img',
    'a\nSteps: 12, Sampler: Euler, CFG scale: 7, Seed: 3, Size: 512x512, Denoising strength: 0.45',
    { strength: 0.45, others: [] },
  ],
  [
    'noise of a graphics card, and what nothing here does',
    'a\nSteps: 12, Sampler: Euler, CFG scale: 7, Seed: 3, Size: 512x512, RNG: NV, Denoising strength: 0.5, Hires upscale: 2, Hires upscaler: Latent, Lora hashes: "detail: 7c6b", Face restoration: CodeFormer, Clip skip: 1',
    { settings: { rng: 'philox', clipSkip: 0 }, strength: null, others: ['Hires. fix', 'LoRA', 'Face restoration'] },
  ],
  [
    'ours',
    'ein Haus, 家\nNegative prompt: x\nSteps: 8, Sampler: DDIM, CFG scale: 2, Seed: 4294967295, Size: 128x128, Model: inkling-mini, RNG: CPU, ControlNet 0: "Model: scribble, Weight: 1, Resize Mode: Just Resize, Guidance Start: 0, Guidance End: 1, Control Mode: Balanced", Version: Inkling 0.1.0',
    {
      prompt: 'ein Haus, 家',
      seed: 2 ** 32 - 1,
      model: 'inkling-mini',
      settings: { rng: 'torch' },
      nets: [{ model: 'scribble', module: null, weight: 1, start: 0, end: 1, mode: 'balanced', resize: 'just' }],
      others: [],
    },
  ],
  [
    'InvokeAI and others without a size',
    'a\nNegative prompt: b\nSteps: 12.0, Sampler: euler_ancestral, CFG scale: 7.0, Seed: 99999999999',
    { settings: { steps: 12, sampler: 'euler-a', guidanceScale: 7 }, seed: null },
  ],
  ['words alone, with a negative prompt', 'a\nNegative prompt: b', { ...NOTHING, prompt: 'a', negativePrompt: 'b' }],
  [
    'values beyond all reason are left to the pack',
    'a\nSteps: 1e9, Sampler: Euler, CFG scale: NaN, Seed: -1, Size: 99999x1, Denoising strength: 7',
    { settings: { sampler: 'euler' }, seed: null, strength: null },
  ],
];

describe('the parameters text', () => {
  it.each(FORMS)('%s', (_, text, expected) => {
    expect(parseInfotext(text)).toMatchObject(expected);
  });

  it.each([
    ['a comment', 'Created with GIMP'],
    ['a workflow of ComfyUI', '{"3": {"inputs": {"seed": 1, "steps": 20}, "class_type": "KSampler"}}'],
    ['nothing', ''],
    ['a novel', 'word '.repeat(100_000)],
  ])('%s is none', (_, text) => {
    expect(parseInfotext(text)).toBeNull();
  });

  it('whatever it holds, it is read in time linear to its length', () => {
    const long = 100_000;
    for (const text of [
      'a'.repeat(long),
      'a: "'.repeat(long / 4),
      ' '.repeat(long),
      'a:'.repeat(long / 2),
      '\\"'.repeat(long / 2),
    ]) {
      const start = performance.now();
      parseInfotext(`Steps: 1, Seed: 2, Size: 3, ${text}`);
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });

  it.each([
    ['CFG scale: 7', 0],
    ['CFG scale: 7, CFG Rescale: 0.7', 0.7],
    ['CFG scale: 7, CFG Rescale φ: 0.5', 0.5],
    ['CFG scale: 7, CFG Rescale phi: 0.4', 0.4],
    ['CFG scale: 7, CFG Rescale: 7', undefined],
    ['Model: x', undefined],
  ])('"%s" says a rescale of %s', (said, rescale) => {
    const told = parseInfotext(`house\nSteps: 5, ${said}, Seed: 1, Size: 64x64`);
    expect(told).toMatchObject({ others: [] });
    expect(told?.settings.guidanceRescale).toBe(rescale);
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('Steps: 5, ', 'Seed: ', 'Negative prompt: ', '\n', '"', ', ', 'ControlNet 0: '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        parseInfotext(pieces.join(''));
      }),
    );
  });
});
