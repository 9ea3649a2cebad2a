"""Stable Diffusion 1.5's own UNet and ControlNet configs at full width with random fp16 weights, and a picture of them by diffusers.

`python -m golden.sd15 <folder>` (run in python/) writes 2.5 GB. `npm run check:sd15` calls it.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from . import packs
from .pictures import drawing, generate, unit
from .unets import make_controlnet, make_unet
from .vaes import make_kl

SD15 = {
    "sample_size": 64, "block_out_channels": (320, 640, 1280, 1280), "layers_per_block": 2, "cross_attention_dim": 768,
    "attention_head_dim": 8, "norm_num_groups": 32,
}  # fmt: skip
HINT_CHANNELS = (16, 32, 96, 256)
REQUEST = {
    "prompt": "a red cat sitting on the green grass", "negativePrompt": "a house", "width": 64, "height": 64, "steps": 2,
    "sampler": "ddim", "guidanceScale": 3.0, "seed": 15, "rng": "torch", "controls": [unit("controlnet", "hint")],
}  # fmt: skip


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    unet = make_unet(1500, **SD15)
    nets = {"controlnet": make_controlnet(unet, 1501, HINT_CHANNELS)}
    scheduler = {**packs.STABLE, "_class_name": "PNDMScheduler", "set_alpha_to_one": False, "skip_prk_steps": True}
    text = {"seed": 1503, "hidden_act": "quick_gelu", "old_eos": True}
    pack = packs.Pack(folder, unet, make_kl(1502, (8, 8, 8, 16)), text, nets, scheduler)
    hint = drawing(64, 64, "white", 1)
    _, picture = generate(pack, REQUEST, {"hint": hint})
    Image.fromarray(hint).save(folder / "hint.png")
    Image.fromarray((picture * 255).round().astype(np.uint8)).save(folder / "picture.png")
    parameters = {name: sum(p.numel() for p in model.parameters()) for name, model in (("unet", unet), *nets.items())}
    (folder / "request.json").write_text(json.dumps({"request": REQUEST, "parameters": parameters}))


if __name__ == "__main__":
    torch.set_num_threads(2)
    write(Path(sys.argv[1]))
