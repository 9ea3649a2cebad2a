"""The pack back as runs, so that training goes on from what ships on a machine that has no runs.

What comes back are averaged weights in half precision: no optimiser state, so the rate warms up again. Which nets were locked
and which learned with the base is not in the pack: they come back as the joint run and the runs of the other nets.
"""

import shutil
from pathlib import Path

import torch
from diffusers import ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextModel

from . import autoencoder, control, tokenizer
from .model import NETS
from .loop import save
from .paths import PACK


def unpack(folder: Path = PACK) -> None:
    """Write runs/tokenizer, /autoencoder, /joint and /control-*. An existing run is never touched: FileExistsError."""
    nets = {kind: folder / f"controlnet-{name}" for kind, (name, _) in NETS.items()}
    runs = {control.JOINT if kind == "line" else control.LOCKED[kind]: path for kind, path in nets.items() if path.exists()}
    for run in (*runs, autoencoder.FOLDER):
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
