"""Short runs of several recipes of the base over the same samples, before the long run takes one.

Each brings its rate down to nothing, so that noise left by a high rate does not decide. Figures are v-losses on held-out pictures
(validation.py), the share of them that words take off, and what each residual branch is worth (alive.py); seconds are those of
the steps alone.
"""

import dataclasses
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

from . import alive, autoencoder, base, loop, validation
from .latents import Latents
from .paths import RUNS

FOLDER = RUNS / "leads"
THREE = {
    "block_out_channels": (64, 128, 192),
    "attention_head_dim": (2, 4, 6),
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
}
# What differs from the recipe: `unet` in the UNet's config, the rest in the plan.
LEADS = {
    "the recipe": {},
    "three levels": {"unet": THREE},
    "rate 1e-2": {"rate": 1e-2},
    "rate 2.4e-3": {"rate": 2.4e-3},
    "AdamW": {"muon": False, "rate": 1.2e-3, "weight_decay": 0.01},
    "AdamW, three levels": {"muon": False, "rate": 1.2e-3, "weight_decay": 0.01, "unet": THREE},
}


def run(name: str, latents: Latents, start: Path | None, samples: int, workers: int, batch: int = 64) -> dict:
    """start: as in base.Stage."""
    changes = dict(LEADS[name])
    unet = changes.pop("unet", {})
    folder, steps = FOLDER / name.replace(",", "").replace(" ", "-"), samples // batch
    shutil.rmtree(folder, ignore_errors=True)
    common = {"folder": folder, "warmup": 20, "cooldown": steps // 2, "ema": 0.98, "save_s": 1e9, "workers": workers}
    loop.train(base.Stage(latents, batch, start, **unet), dataclasses.replace(base.plan(steps, batch), **common | changes))
    words, text, net = base.trained(folder, **unet)
    pipe = SimpleNamespace(vae=autoencoder.trained(), tokenizer=words, text_encoder=text.eval(), unet=net.eval())
    return {
        "lead": name,
        "samples": samples,
        "seconds": round(loop.load(folder / "last.pt")["seconds"]),
        **validation.losses(pipe, latents.data, hinted=False),
        "heard": validation.heard(pipe, latents.data),
        "worth": {branch: round(share, 4) for branch, share in alive.worth(pipe, latents.data).items()},
    }


def compare(names: list[str], latents: Latents, start: Path | None, samples: int, workers: int) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or LEADS:
        row = json.dumps(run(name, latents, start, samples, workers))
        print(row, flush=True)
        with open(FOLDER / "table.jsonl", "a") as file:
            file.write(row + "\n")
