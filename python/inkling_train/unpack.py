"""The pack back as runs, so that training goes on from what ships on a machine that has no runs.

What comes back are averaged weights in half precision: no optimiser state, so the rate warms up again.

Between two releases a base may be ahead of the pack (training goes on over many machines, and nets cost time of their own): `keep`
puts its averaged weights beside the code, and they come back as the base's run.
"""

import shutil
from pathlib import Path

import torch
from diffusers import ControlNetModel, UNet2DConditionModel
from safetensors.torch import load_file, save_file
from transformers import CLIPTextModel

from . import autoencoder, base, control, tokenizer
from .model import NETS
from .loop import load, save
from .paths import AHEAD, PACK


def unpack(folder: Path = PACK) -> None:
    """Write runs/tokenizer, /autoencoder, /base and /control-*. An existing run is never touched: FileExistsError."""
    nets = {kind: folder / f"controlnet-{name}" for kind, (name, _) in NETS.items()}
    runs = {control.FOLDERS[kind]: path for kind, path in nets.items() if path.exists()}
    for run in (*runs, autoencoder.FOLDER, base.FOLDER):
        if run.exists():
            raise FileExistsError(f"{run} is there already: move it away first")
    shutil.copytree(folder / "tokenizer", tokenizer.FOLDER, dirs_exist_ok=True)  # `data` has trained another, of no use to these
    shutil.copytree(folder / "vae", autoencoder.FOLDER / autoencoder.PLAIN)
    for run, path in runs.items():
        run.mkdir(parents=True)
        save(run / "last.pt", {"ema": {"control": ControlNetModel.from_pretrained(path).state_dict()}})
        print(run.name, "from", path.name)
    base.FOLDER.mkdir(parents=True)
    save(base.FOLDER / "last.pt", {"ema": kept(AHEAD) if AHEAD.exists() else shipped(folder)})
    print(base.FOLDER.name, "from", (AHEAD if AHEAD.exists() else folder).name)


def shipped(folder: Path) -> dict[str, dict[str, torch.Tensor]]:
    text = CLIPTextModel.from_pretrained(folder / "text_encoder", dtype=torch.float32)
    return {"text": text.state_dict(), "unet": UNet2DConditionModel.from_pretrained(folder / "unet").state_dict()}


def kept(folder: Path) -> dict[str, dict[str, torch.Tensor]]:
    return {part: floats(folder / f"{part}.safetensors") for part in base.PARTS}


def floats(path: Path) -> dict[str, torch.Tensor]:
    return {key: tensor.float() if tensor.is_floating_point() else tensor for key, tensor in load_file(path).items()}


def keep(folder: Path = AHEAD) -> None:
    """The base run's averaged weights, fp16: `ahead` until the next release."""
    folder.mkdir(exist_ok=True)
    averaged = load(base.FOLDER / "last.pt")["ema"]
    for part in base.PARTS:
        tensors = {key: tensor.half().contiguous() if tensor.is_floating_point() else tensor for key, tensor in averaged[part].items()}
        save_file(tensors, folder / f"{part}.safetensors")
