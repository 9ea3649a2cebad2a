"""Short runs of several recipes from the same weights over the same number of samples, before the long run takes one.

Each begins with the joint run's averaged weights and brings its rate down to nothing, so that noise left by a high rate does
not decide. Figures are v-losses on held-out pictures (validation.py), seconds are those of the steps alone.
"""

import json
import shutil
from types import SimpleNamespace

from . import autoencoder, control, loop, validation
from .latents import Latents
from .paths import RUNS

FOLDER = RUNS / "leads"
LEADS = {
    "adamw 16": {"batch": 16},
    "adamw 32": {"batch": 32},
    "adamw 16, half the rate": {"batch": 16, "rate": 4e-4},
    "adamw 16, twice the rate": {"batch": 16, "rate": 1.6e-3},
}


def run(name: str, latents: Latents, samples: int, workers: int) -> dict:
    changes = LEADS[name]
    folder, batch = FOLDER / name.replace(",", "").replace(" ", "-"), changes["batch"]
    shutil.rmtree(folder, ignore_errors=True)
    stage = control.Stage(latents, batch, control.JOINT, unlocked=True)
    start = loop.load(control.JOINT / "last.pt")["ema"]
    stage.modules["control"].load_state_dict(start["control"])
    steps = samples // batch
    common = {"rate": 8e-4, "warmup": 20, "cooldown": steps // 2, "ema": 0.98, "save_s": 1e9, "workers": workers}
    loop.train(stage, loop.Plan(folder, steps, **{**common, **changes}))
    words, text, unet, net = control.trained(folder)
    pipe = SimpleNamespace(vae=autoencoder.trained(), tokenizer=words, text_encoder=text.eval(), unet=unet.eval(), controlnet=net.eval())
    losses = validation.losses(pipe, latents.data, draws=1)
    seconds = loop.load(folder / "last.pt")["seconds"]
    return {"lead": name, "samples": samples, "seconds": round(seconds), **{said: row[-1] for said, row in losses.items()}}


def compare(names: list[str], latents: Latents, samples: int, workers: int) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or LEADS:
        row = json.dumps(run(name, latents, samples, workers))
        print(row, flush=True)
        with open(FOLDER / "table.jsonl", "a") as file:
            file.write(row + "\n")
