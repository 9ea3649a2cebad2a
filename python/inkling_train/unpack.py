"""The pack back as runs, so that training goes on from what ships on a machine that has no runs.

What comes back are averaged weights in half precision: no optimiser state, so the rate warms up again. Which nets were locked
and which learned with the base is not in the pack: they come back as the joint run and the runs of the other nets.

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
    """Write runs/tokenizer, /autoencoder, /joint and /control-*, and /base where one is ahead. An existing run is never touched:
    FileExistsError."""
    nets = {kind: folder / f"controlnet-{name}" for kind, (name, _) in NETS.items()}
    runs = {control.JOINT if kind == "line" else control.LOCKED[kind]: path for kind, path in nets.items() if path.exists()}
    for run in (*runs, autoencoder.FOLDER, *([base.FOLDER] if AHEAD.exists() else [])):
        if run.exists():
            raise FileExistsError(f"{run} is there already: move it away first")
    shutil.copytree(folder / "tokenizer", tokenizer.FOLDER, dirs_exist_ok=True)  # `data` has trained another, of no use to these
    shutil.copytree(folder / "vae", autoencoder.FOLDER / autoencoder.PLAIN)
    whole = {"text": CLIPTextModel.from_pretrained(folder / "text_encoder", dtype=torch.float32).state_dict()}
    whole["unet"] = UNet2DConditionModel.from_pretrained(folder / "unet").state_dict()
    for run, path in runs.items():
        run.mkdir(parents=True)
        weights = {"control": ControlNetModel.from_pretrained(path).state_dict()}
        save(run / "last.pt", {"ema": weights | (whole if run == control.JOINT else {})})
        print(run.name, "from", path.name)
    if AHEAD.exists():
        base.FOLDER.mkdir(parents=True)
        save(base.FOLDER / "last.pt", {"ema": {part: floats(AHEAD / f"{part}.safetensors") for part in base.PARTS}})
        print(base.FOLDER.name, "from", AHEAD.name)


def floats(path: Path) -> dict[str, torch.Tensor]:
    return {key: tensor.float() if tensor.is_floating_point() else tensor for key, tensor in load_file(path).items()}


def keep(folder: Path = AHEAD) -> None:
    """The base run's averaged weights, fp16: `ahead` until the next release."""
    folder.mkdir(exist_ok=True)
    averaged = load(base.FOLDER / "last.pt")["ema"]
    for part in base.PARTS:
        tensors = {key: tensor.half().contiguous() if tensor.is_floating_point() else tensor for key, tensor in averaged[part].items()}
        save_file(tensors, folder / f"{part}.safetensors")
