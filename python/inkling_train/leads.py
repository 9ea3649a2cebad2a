"""Short runs of several recipes of the base from the same weights over the same number of samples, before the long run takes one.

Each begins with the averaged weights of `start` and brings its rate down to nothing, so that noise left by a high rate does
not decide. Figures are v-losses on held-out pictures (validation.py) and the share of them that words take off; seconds are
those of the steps alone.
"""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

from . import autoencoder, base, loop, validation
from .latents import Latents
from .paths import RUNS

FOLDER = RUNS / "leads"
LEADS = {
    "0.5.2's": {"unet": {"addition_embed_type": None}},
    "pooled text": {},
    "pooled text, batch 32": {"batch": 32, "rate": 8.5e-4},
}


def run(name: str, latents: Latents, start: Path, samples: int, workers: int) -> dict:
    changes = {"batch": 64, "rate": 1.2e-3, **LEADS[name]}
    unet = changes.pop("unet", {})
    folder = FOLDER / name.replace(",", "").replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    stage = base.Stage(latents, changes["batch"], start, **unet)
    steps = samples // changes["batch"]
    common = {"warmup": 20, "cooldown": steps // 2, "ema": 0.98, "save_s": 1e9, "workers": workers}
    loop.train(stage, loop.Plan(folder, steps, **common | changes))
    words, text, net = base.trained(folder, **unet)
    pipe = SimpleNamespace(vae=autoencoder.trained(), tokenizer=words, text_encoder=text.eval(), unet=net.eval())
    losses = validation.losses(pipe, latents.data, hinted=False)
    seconds = loop.load(folder / "last.pt")["seconds"]
    heard = validation.heard(pipe, latents.data)
    return {"lead": name, "samples": samples, "seconds": round(seconds), **losses, "heard": heard}


def compare(names: list[str], latents: Latents, start: Path, samples: int, workers: int) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or LEADS:
        row = json.dumps(run(name, latents, start, samples, workers))
        print(row, flush=True)
        with open(FOLDER / "table.jsonl", "a") as file:
            file.write(row + "\n")
