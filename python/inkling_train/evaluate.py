"""Figures for the exported pack on held-out pictures; each is printed with what it would be by chance."""

import json
from dataclasses import replace

import numpy as np
import torch
from skimage.metrics import structural_similarity

from . import captions, evaluator, hints, pipeline, validation
from .dataset import Dataset, on_colour
from .paths import JUDGE
from .pipeline import Settings
from .scores import colour_share, shape_scores

COLOURS = ("red", "yellow", "green", "blue", "purple", "pink", "orange", "brown")
WEIGHTS = (0.5, 1.0, 1.5)  # 0 is no hint
STEPS = (4, 8, 20)
NAMED = ("no hint", "clean hint", "rough hint", "straight segments", "4 steps", "no guidance", "no guidance, 4 steps")


def autoencoder_scores(vae, truth: np.ndarray) -> tuple[dict, np.ndarray]:
    with torch.no_grad():
        x = torch.from_numpy(truth).permute(0, 3, 1, 2).float().div(127.5).sub(1)
        out = vae.decode(vae.encode(x).latents).sample.clamp(-1, 1)
    back = ((out + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    mse = (back.astype(np.float64) - truth).__pow__(2).mean((1, 2, 3))
    ssim = np.mean([structural_similarity(t, b, channel_axis=-1) for t, b in zip(truth, back)])
    return {"psnr": float(np.mean(10 * np.log10(255**2 / mse))), "ssim": float(ssim)}, back


def judged(net, records: list[dict], pictures: np.ndarray) -> float:
    """Share of the pictures that the evaluator gives the subgroup of their record's name; those without one do not count."""
    wanted = [evaluator.label_of(r) for r in records]
    which = [i for i, label in enumerate(wanted) if label is not None]
    return float((evaluator.named(net, pictures[which]) == np.array([wanted[i] for i in which])).mean())


class Held:
    """`count` held-out pictures with what is asked of the pack for them: prompts, hints and colour words."""

    def __init__(self, data: Dataset, count: int, rng: np.random.Generator, part: str = "picture"):
        self.rows = rng.choice(data.rows(part), count, replace=False)
        self.records = [data.records[r] for r in self.rows]
        self.truth = np.stack([on_colour(data.pictures[r]) for r in self.rows])
        self.prompts = [captions.plain_caption(r) for r in self.records]
        self.clean = np.stack([hints.canny(t).astype(np.float32) / 255 for t in self.truth])
        self.rough = np.stack([hints.scribble(t, rng) for t in self.truth])
        self.straight = np.stack([hints.straight(t) for t in self.truth])
        self.colours = [COLOURS[i % len(COLOURS)] for i in range(count)]
        self.coloured = [f"{c} {r['words']}, {r['style']} style" for c, r in zip(self.colours, self.records)]


def named_alone(pipe, data: Dataset, how: Settings, seeds: int = 4) -> dict:
    """What the base alone, by words without a hint, can make known of all held-out pictures: share that the classifier names, and
    the share of what it names of the true ones. Each caption is drawn with `seeds` seeds: one alone leaves an error of 3.4 %."""
    rows = [r for r in data.rows("picture") if evaluator.label_of(data.records[r]) is not None]
    records, truth = [data.records[r] for r in rows], np.stack([on_colour(data.pictures[r]) for r in rows])
    prompts = [captions.plain_caption(r) for r in records]
    net = evaluator.judge()
    real = judged(net, records, truth)
    each = [judged(net, records, pipeline.draw(pipe, prompts, None, [1000 * s + i for i in range(len(rows))], how)) for s in range(seeds)]
    named = float(np.mean(each))
    return {"named": round(named, 4), "of the true ones": round(named / real, 4), "each seed": [round(v, 3) for v in each]}


def evaluate(count: int = 64, how: Settings = Settings(), seed: int = 17, part: str = "picture") -> dict:
    """Print and return a table for `count` held-out pictures, or pictures of held-out names (part "name")."""
    data, pipe, rng = Dataset.load(), pipeline.load(), np.random.default_rng(seed)
    held = Held(data, count, rng, part)
    records, truth, prompts, clean, rough = held.records, held.truth, held.prompts, held.clean, held.rough
    empty, seeds = [""] * count, list(range(count))
    others = prompts[1:] + prompts[:1]

    def run(texts, hint, **change):
        return pipeline.draw(pipe, texts, hint, seeds, replace(how, **change))

    table = {}
    table["autoencoder"], back = autoencoder_scores(pipe.vae, truth)
    table["autoencoder"] |= shape_scores(truth, back)
    out = {"clean hint": run(prompts, clean)}
    out |= {f"weight {weight}": run(prompts, clean, weight=weight) for weight in WEIGHTS}
    out |= {f"{n} steps": run(prompts, clean, steps=n) for n in STEPS if n != how.steps}
    out["no guidance"] = run(prompts, clean, guidance=1.0)
    out["no guidance, 4 steps"] = run(prompts, clean, guidance=1.0, steps=4)
    out["no hint"] = run(prompts, None)
    out["rough hint"] = run(prompts, rough)
    out["straight segments"] = run(prompts, held.straight)
    out["clean hint, empty prompt"] = run(empty, clean)
    out["clean hint, another's prompt"] = run(others, clean)
    out["no hint, another's prompt"] = run(others, None)
    table |= {name: shape_scores(truth, pictures) for name, pictures in out.items()}
    table["chance"] = shape_scores(np.roll(truth, 1, 0), out["clean hint"])
    wanted, told = held.colours, run(held.coloured, clean)
    table["colour word"] = {"obeyed": colour_share(told, wanted), "chance": colour_share(told, wanted[3:] + wanted[:3])}
    if JUDGE.exists():
        net = evaluator.judge()
        table["evaluator"] = {"real": judged(net, records, truth), "autoencoder": judged(net, records, back)}
        table["evaluator"] |= {name: judged(net, records, out[name]) for name in NAMED if name in out}
        theirs = records[1:] + records[:1]
        table["evaluator"]["another's prompt, as said"] = judged(net, theirs, out["clean hint, another's prompt"])
        table["evaluator"]["another's prompt, as drawn"] = judged(net, records, out["clean hint, another's prompt"])
        mine, other = (evaluator.named(net, out[name]) for name in ("no hint", "no hint, another's prompt"))
        table["evaluator"]["no hint: another word, the same seed, another subgroup"] = (mine != other).mean()
    table = {k: {n: round(float(v), 3) for n, v in t.items()} for k, t in table.items()}
    for name, row in table.items():
        print(f"{name:30}", json.dumps(row))
    print("v-loss by quarter of the noise, over all, and over all with min-SNR's weights")
    for name, row in validation.losses(pipe, data, part).items():
        print(f"{name:30}", json.dumps(row))
    return table
