"""Stable Diffusion 1.5's own UNet and ControlNet configs at full width with random fp16 weights, and a picture of them by diffusers;
the same UNet as a single file, steered by a Control-LoRA, and a LoRA that touches what most LoRAs do.

`python -m golden.sd15 <folder>` (run in python/) writes 4.8 GB. `npm run check:sd15` calls it.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file

from . import ldm_names, packs
from .model_parts import control_lora
from .pictures import drawing, generate, unit
from .store import seeded
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
    Image.fromarray(hint).save(folder / "hint.png")
    draw(pack, hint, folder / "picture.png")
    parameters = {name: sum(p.numel() for p in model.parameters()) for name, model in (("unet", unet), *nets.items())}
    (folder / "request.json").write_text(json.dumps({"request": REQUEST, "parameters": parameters}))
    write_single(unet, pack.vae, folder / "single.safetensors")
    write_lora(unet, folder / "lora.safetensors")
    pack.nets["controlnet"], tensors = control_lora(unet, 128)
    save_file({key: value.contiguous() for key, value in tensors.items()}, folder / "control-lora.safetensors")
    draw(pack, hint, folder / "control-lora.png")


def draw(pack: packs.Pack, hint: np.ndarray, path: Path) -> None:
    _, picture = generate(pack, REQUEST, {"hint": hint})
    Image.fromarray((picture * 255).round().astype(np.uint8)).save(path)


def write_single(unet, vae, path: Path) -> None:
    """CompVis' names; the text encoder stays the folder's."""
    state = unet.state_dict()
    tensors = {ldm_names.UNET + name: state[key].half().contiguous() for key, name in ldm_names.unet_names(unet).items()}
    save_file(tensors | {key: value.half().contiguous() for key, value in ldm_names.vae_tensors(vae, ldm_names.VAE).items()}, path)


def write_lora(unet, path: Path, rank: int = 32) -> None:
    """kohya's names: every matrix of the transformers."""
    source, tensors = seeded(1504), {}
    for name, module in unet.named_modules():
        if not isinstance(module, torch.nn.Linear) or ".transformer_blocks." not in name:
            continue
        key = "lora_unet_" + name.replace(".", "_")
        tensors[f"{key}.lora_down.weight"] = (torch.randn(rank, module.in_features, generator=source) / module.in_features**0.5).half()
        tensors[f"{key}.lora_up.weight"] = (torch.randn(module.out_features, rank, generator=source) / rank).half()
        tensors[f"{key}.alpha"] = torch.tensor(float(rank))
    save_file(tensors, path)


if __name__ == "__main__":
    torch.set_num_threads(2)
    write(Path(sys.argv[1]))
