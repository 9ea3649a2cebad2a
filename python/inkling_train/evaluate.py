"""Figures for the exported pack on held-out pictures; each is printed with what it would be by chance.

Edge F1: a hint edge counts as found when an edge of the output lies within 2 px of it, and the other way round.
Silhouette: what differs from white by more than 24 of 255 in some channel; intersection over union with the truth's.
"""

import json

import cv2
import numpy as np
import torch
from skimage.metrics import structural_similarity

from . import captions, colours, hints, pipeline
from .dataset import Dataset, on_colour

REACH = 2


def edge_scores(a: np.ndarray, b: np.ndarray) -> tuple[float, float, float]:
    """(F1, recall, precision) of picture b's Canny edges against a's. uint8 (h, w, 3)."""
    ea, eb = hints.canny(a) > 0, hints.canny(b) > 0
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * REACH + 1,) * 2)
    near_a, near_b = cv2.dilate(ea.astype(np.uint8), disc) > 0, cv2.dilate(eb.astype(np.uint8), disc) > 0
    recall = (ea & near_b).sum() / max(1, ea.sum())
    precision = (eb & near_a).sum() / max(1, eb.sum())
    return 2 * recall * precision / max(1e-9, recall + precision), recall, precision


def silhouette_iou(a: np.ndarray, b: np.ndarray) -> float:
    ia, ib = ((255 - x.astype(np.int32)).max(-1) > 24 for x in (a, b))
    return (ia & ib).sum() / max(1, (ia | ib).sum())


def scores(truth: np.ndarray, out: np.ndarray) -> dict:
    """Means over pictures, uint8 (n, h, w, 3)."""
    edges = np.mean([edge_scores(t, o) for t, o in zip(truth, out)], 0)
    iou = np.mean([silhouette_iou(t, o) for t, o in zip(truth, out)])
    return {"f1": edges[0], "recall": edges[1], "precision": edges[2], "iou": iou}


def autoencoder_scores(vae, truth: np.ndarray) -> tuple[dict, np.ndarray]:
    with torch.no_grad():
        x = torch.from_numpy(truth).permute(0, 3, 1, 2).float().div(127.5).sub(1)
        out = vae.decode(vae.encode(x).latents).sample.clamp(-1, 1)
    back = ((out + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    mse = (back.astype(np.float64) - truth).__pow__(2).mean((1, 2, 3))
    ssim = np.mean([structural_similarity(t, b, channel_axis=-1) for t, b in zip(truth, back)])
    return {"psnr": float(np.mean(10 * np.log10(255**2 / mse))), "ssim": float(ssim)}, back


def colour_share(pictures: np.ndarray, wanted: list[str]) -> float:
    """Share of pictures whose two commonest colours (white paper left out) include the wanted one."""
    hits = []
    for rgb, want in zip(pictures, wanted):
        ink = ((255 - rgb.astype(np.int32)).max(-1) > 24).astype(np.uint8) * 255
        hits.append(want in colours.dominant(np.dstack([rgb, ink]), 0.2))
    return float(np.mean(hits))


def evaluate(count: int = 64, guidance: float = 2.0, steps: int = 8, seed: int = 17) -> dict:
    """Print and return a table for `count` held-out pictures."""
    data, pipe, rng = Dataset.load(), pipeline.load(), np.random.default_rng(seed)
    rows = rng.choice(data.rows("picture"), count, replace=False)
    records = [data.records[r] for r in rows]
    truth = np.stack([on_colour(data.pictures[r]) for r in rows])
    prompts = [captions.plain_caption(r) for r in records]
    clean = np.stack([hints.canny(t).astype(np.float32) / 255 for t in truth])
    rough = np.stack([hints.scribble(t, rng) for t in truth])
    nothing, empty, seeds = np.zeros_like(clean), [""] * count, list(range(count))

    def run(texts, hint, weight=1.0):
        return pipeline.draw(pipe, texts, hint, seeds, steps=steps, guidance=guidance, weight=weight)

    table = {}
    table["autoencoder"], back = autoencoder_scores(pipe.vae, truth)
    table["autoencoder"] |= scores(truth, back)
    table["no hint"] = scores(truth, run(prompts, nothing, 0.0))
    clean_out = run(prompts, clean)
    table["clean hint"] = scores(truth, clean_out)
    table["chance"] = scores(np.roll(truth, 1, 0), clean_out)
    table["rough hint"] = scores(truth, run(prompts, rough))
    table["clean hint, empty prompt"] = scores(truth, run(empty, clean))
    names = ("red", "yellow", "green", "blue", "purple", "pink", "orange", "brown")
    wanted = [names[i % len(names)] for i in range(count)]
    red = run([f"{c} {r['words']}, {r['style']} style" for c, r in zip(wanted, records)], clean)
    table["colour word"] = {"obeyed": colour_share(red, wanted), "chance": colour_share(red, wanted[3:] + wanted[:3])}
    table = {k: {n: round(float(v), 3) for n, v in t.items()} for k, t in table.items()}
    for name, row in table.items():
        print(f"{name:26}", json.dumps(row))
    return table
