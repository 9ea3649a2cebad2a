"""Guidance, its rescale, control weight and mode compared, from which the pack's defaults are chosen; and the autoencoder on all held-out pictures."""

import json

import numpy as np

from . import evaluator, pipeline
from .dataset import Dataset, on_colour
from .evaluate import Held, autoencoder_scores, judged
from .pipeline import Settings
from .scores import colour_share, shape_scores

SETTINGS = (  # guidance, weight, rescale, mode
    Settings(2.0, 1.0, 0.0, "balanced"),
    Settings(2.0, 0.8, 0.7, "positive"),
    Settings(3.0, 1.0, 0.0, "positive"),
    Settings(3.0, 1.0, 0.7, "positive"),
    Settings(3.0, 0.8, 0.7, "positive"),
)


def compare(count: int = 64, seed: int = 17) -> None:
    """Print a line for each setting: F1 and silhouette IoU for clean and rough hints, share of colour words obeyed, and share of
    the pictures from clean hints whose subject the kept evaluator names."""
    data, pipe, net = Dataset.load(), pipeline.load(), evaluator.judge()
    held = Held(data, count, np.random.default_rng(seed))
    every = np.stack([on_colour(data.pictures[r]) for r in data.rows("picture")])
    scores, back = autoencoder_scores(pipe.vae, every)
    show(f"autoencoder, {len(every)} pictures", scores | shape_scores(every, back))
    for how in SETTINGS:

        def run(texts, hint):
            return pipeline.draw(pipe, texts, hint, list(range(count)), how)

        out = {"clean": run(held.prompts, held.clean), "rough": run(held.prompts, held.rough)}
        row = {}
        for name, pictures in out.items():
            found = shape_scores(held.truth, pictures)
            row |= {f"{name} f1": found["f1"], f"{name} iou": found["iou"], f"{name} named": judged(net, held.records, pictures)}
        row["colours"] = colour_share(run(held.coloured, held.clean), held.colours)
        show(f"guidance {how.guidance}, weight {how.weight}, rescale {how.rescale}, {how.mode}", row)


def show(name: str, row: dict) -> None:
    print(f"{name:48}", json.dumps({key: round(float(value), 3) for key, value in row.items()}), flush=True)
