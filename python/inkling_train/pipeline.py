"""The exported pack as everybody else sees it: diffusers' own pipeline, nothing of ours in between."""

from pathlib import Path

import numpy as np
import torch
from diffusers import ControlNetModel, DDIMScheduler, StableDiffusionControlNetPipeline

from .export import NETS
from .paths import PACK


def load(kind: str = "line", folder: Path = PACK) -> StableDiffusionControlNetPipeline:
    """kind: one of export.NETS."""
    net = ControlNetModel.from_pretrained(folder / f"controlnet-{NETS[kind][0]}")
    pipe = StableDiffusionControlNetPipeline.from_pretrained(
        folder, controlnet=net, safety_checker=None, feature_extractor=None, requires_safety_checker=False, torch_dtype=torch.float32
    )
    assert isinstance(pipe.scheduler, DDIMScheduler)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def draw(pipe, prompts: list[str], hints: np.ndarray, seeds: list[int], steps=8, guidance=2.0, weight=1.0) -> np.ndarray:
    """One picture for each prompt. hints float (n, 128, 128) in 0..1, or colours uint8 (n, 128, 128, 3) -> uint8 (n, 128, 128, 3)."""
    out = []
    for start in range(0, len(prompts), 16):
        part = slice(start, start + 16)
        image = torch.from_numpy(hints[part]).float()
        image = image.permute(0, 3, 1, 2) / 255 if image.ndim == 4 else image[:, None].repeat(1, 3, 1, 1)
        result = pipe(
            prompts[part],
            image=image,
            num_inference_steps=steps,
            guidance_scale=guidance,
            controlnet_conditioning_scale=float(weight),
            generator=[torch.Generator().manual_seed(s) for s in seeds[part]],
            output_type="np",
        ).images
        out.append((result * 255).round().astype(np.uint8))
    return np.concatenate(out)
