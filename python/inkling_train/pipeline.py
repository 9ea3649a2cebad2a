"""The exported pack drawn as everybody else draws it: diffusers' models and scheduler, guidance as in its pipelines.

diffusers' ControlNet pipeline has no rescale, and lets a net be seen by the conditional half alone only in guess mode, with fading
factors. So the few lines of its loop are here; a test holds them against the pipeline where that can do the same.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diffusers import ControlNetModel, DDIMScheduler, StableDiffusionControlNetPipeline
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion import rescale_noise_cfg

from . import tokenizer
from .model import NETS
from .paths import PACK


@dataclass(frozen=True)
class Settings:
    """How pictures are drawn. The defaults are the pack's, chosen by `settings`; steps in DDIM.

    mode "positive": only the half of guidance that has the words sees the hint; "balanced": both do (sd-webui-controlnet's word).
    rescale: diffusers' guidance_rescale (arXiv:2305.08891, section 3.4).
    """

    guidance: float = 3.0
    weight: float = 0.8
    rescale: float = 0.7
    mode: str = "positive"
    steps: int = 8


def load(kind: str = "line", folder: Path = PACK) -> StableDiffusionControlNetPipeline:
    """kind: one of model.NETS."""
    net = ControlNetModel.from_pretrained(folder / f"controlnet-{NETS[kind][0]}")
    pipe = StableDiffusionControlNetPipeline.from_pretrained(
        folder, controlnet=net, safety_checker=None, feature_extractor=None, requires_safety_checker=False, torch_dtype=torch.float32
    )
    assert isinstance(pipe.scheduler, DDIMScheduler)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def draw(pipe, prompts: list[str], hints: np.ndarray | None, seeds: list[int], how: Settings = Settings(), batch: int = 32) -> np.ndarray:
    """One picture for each prompt. hints float (n, 128, 128) in 0..1, or colours uint8 (n, 128, 128, 3), or none -> uint8 (n, 128, 128, 3)."""
    parts = [slice(start, start + batch) for start in range(0, len(prompts), batch)]
    return np.concatenate([part_of(pipe, prompts[p], None if hints is None else as_images(hints[p]), seeds[p], how) for p in parts])


def as_images(hints: np.ndarray) -> torch.Tensor:
    """Hints float (n, 3, 128, 128)."""
    image = torch.from_numpy(hints).float()
    return image.permute(0, 3, 1, 2) / 255 if image.ndim == 4 else image[:, None].repeat(1, 3, 1, 1)


@torch.no_grad()
def part_of(pipe, prompts: list[str], image: torch.Tensor | None, seeds: list[int], how: Settings) -> np.ndarray:
    channels, side = pipe.unet.config.in_channels, pipe.unet.config.sample_size
    x = torch.stack([torch.randn(channels, side, side, generator=torch.Generator().manual_seed(s)) for s in seeds])
    words = states(pipe, prompts)
    none = states(pipe, [""]).expand_as(words)
    pipe.scheduler.set_timesteps(how.steps)
    for t in pipe.scheduler.timesteps:
        v = said = predict(pipe, x, t, words, image, how.weight)
        if how.guidance > 1:
            plain = predict(pipe, x, t, none, image if how.mode == "balanced" else None, how.weight)
            v = plain + how.guidance * (said - plain)
            v = rescale_noise_cfg(v, said, how.rescale)
        x = pipe.scheduler.step(v, t, x).prev_sample
    out = pipe.vae.decode(x / pipe.vae.config.scaling_factor).sample
    return ((out / 2 + 0.5).clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).numpy()


def predict(pipe, x, t, said, image: torch.Tensor | None, weight: float = 1.0) -> torch.Tensor:
    """v of latents x at timesteps t (one, or (n,)); image: the net's hint."""
    more = {}
    if image is not None and weight:
        down, mid = pipe.controlnet(x, t, said, image, conditioning_scale=weight, return_dict=False)
        more = {"down_block_additional_residuals": down, "mid_block_additional_residual": mid}
    return pipe.unet(x, t, said, **more).sample


def states(pipe, texts: list[str]) -> torch.Tensor:
    ids = torch.from_numpy(tokenizer.encode(pipe.tokenizer, texts))
    return torch.cat([pipe.text_encoder(part).last_hidden_state for part in ids.split(64)])
