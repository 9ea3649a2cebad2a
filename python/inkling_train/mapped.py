"""Figures for the nets that read maps: colour regions, depth, normals. Held-out pictures, as in evaluate."""

import json
from dataclasses import replace

import numpy as np

from . import captions, maps, pipeline
from .dataset import Dataset, on_colour
from .pipeline import Settings
from .scores import lab_error, shape_scores


def black_regions(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return maps.unpainted_black(maps.regions(rgba, rng))


def depth(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return np.repeat(maps.depth(rgba, rng)[..., None], 3, -1)


def normals(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return maps.normals(maps.depth(rgba, rng))


def bae(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return maps.bae(maps.depth(rgba, rng))


MAPS = {
    "colour": {"regions": maps.regions, "regions on black": black_regions},
    "shape": {"depth": depth, "normals": normals, "normals like bae's": bae},
}


def evaluate(kind: str, count=64, how=Settings(), seed=17) -> dict:
    """Print and return a table of the net of a kind. `lab` is the colour error against the map, for colour regions only."""
    data, pipe, rng = Dataset.load(), pipeline.load(kind), np.random.default_rng(seed)
    rows = rng.choice(data.rows("picture"), count, replace=False)
    truth = np.stack([on_colour(data.pictures[r]) for r in rows])
    prompts, seeds = [captions.plain_caption(data.records[r]) for r in rows], list(range(count))
    table = {}
    for name, made in MAPS[kind].items():
        drawn = np.stack([made(np.asarray(data.pictures[r]), rng) for r in rows])

        def run(texts, weight=how.weight):
            return pipeline.draw(pipe, texts, drawn, seeds, replace(how, weight=weight))

        out = {
            name: run(prompts),
            f"{name}, empty prompt": run([""] * count),
            f"{name}, another's prompt": run(prompts[1:] + prompts[:1]),
            "no map": run(prompts, 0.0),
        }
        out |= {"chance": np.roll(out[name], 1, 0), "the picture itself": truth}
        for row, pictures in out.items():
            table[row] = shape_scores(truth, pictures)
            if kind == "colour":
                table[row]["lab"] = float(np.mean([lab_error(d, p) for d, p in zip(drawn, pictures)]))
    table = {k: {n: round(float(v), 3) for n, v in t.items()} for k, t in table.items()}
    for row, figures in table.items():
        print(f"{row:30}", json.dumps(figures))
    return table
