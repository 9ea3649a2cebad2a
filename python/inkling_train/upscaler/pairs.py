"""What the network gets to see: pictures as the pack's decoder really gives them, beside their crisp 512 px rendering.

Two kinds, half and half: the autoencoder's own, with noise on the latent; and the base's: a noisy latent that base and line net
bring to an end in a few steps, with the pack's words and guidance, so that its blots, seams and soft edges are the real ones.
"""

import json
import os

import cv2
import numpy as np
import torch

from .. import captions, hints, pipeline
from ..dataset import Dataset, on_colour
from ..paths import CACHE

LARGE = 512
KINDS = ("decoded", "drawn")
STARTS = (5, 6)  # of eight steps, the one at which "drawn" begins


def large() -> np.memmap:
    """uint8 (n, 512, 512, 4), premultiplied; a picture that could not be rendered is empty."""
    return np.memmap(CACHE / "large.rgba", np.uint8, "r").reshape(-1, LARGE, LARGE, 4)


def path(kind: str):
    return CACHE / f"upscaler-{kind}.npy"


@torch.no_grad()
def decoded(pipe, truth: np.ndarray, source: np.random.Generator) -> np.ndarray:
    """Pictures uint8 (n, 128, 128, 3) through the autoencoder, noise of up to 0.25 on the latent."""
    z = pipe.vae.encode(tensor_of(truth)).latents
    spread = torch.from_numpy(source.uniform(0, 0.25, (len(truth), 1, 1, 1)).astype(np.float32))
    return bytes_of(pipe.vae.decode(z + spread * torch.from_numpy(source.standard_normal(z.shape, np.float32))).sample)


@torch.no_grad()
def drawn(pipe, truth: np.ndarray, records: list[dict], source: np.random.Generator, how=pipeline.Settings()) -> np.ndarray:
    """Pictures that the base brings to an end from a noisy latent of the truth, with its caption and its clean lines."""
    z = pipe.vae.encode(tensor_of(truth)).latents
    said = pipeline.states(pipe, [captions.plain_caption(r) for r in records])
    none = pipeline.states(pipe, [""]).expand_as(said)
    image = pipeline.as_images(np.stack([hints.canny(t).astype(np.float32) / 255 for t in truth]))
    pipe.scheduler.set_timesteps(how.steps)
    left = pipe.scheduler.timesteps[int(source.choice(STARTS)) :]
    x = pipe.scheduler.add_noise(z, torch.from_numpy(source.standard_normal(z.shape, np.float32)), left[:1])
    for t in left:
        v = pipeline.predict(pipe, x, t, said, image, how.weight)
        plain = pipeline.predict(pipe, x, t, none, None)
        v = pipeline.rescale_noise_cfg(plain + how.guidance * (v - plain), v, how.rescale)
        x = pipe.scheduler.step(v, t, x).prev_sample
    return bytes_of(pipe.vae.decode(x).sample)


def tensor_of(pictures: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).float().div(127.5).sub(1)


def bytes_of(x: torch.Tensor) -> np.ndarray:
    return ((x / 2 + 0.5).clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).numpy()


def build(batch: int = 32, seed: int = 5, count: int | None = None) -> None:
    """Write upscaler-decoded.npy and upscaler-drawn.npy, uint8 (n, 128, 128, 3), rows as in index.jsonl; and which rows are there.

    Held-out pictures come first. Every third batch is drawn, too, which takes most of the time. What is there already stays.
    """
    data, pipe = Dataset.load(), pipeline.load()
    crisp = large()
    there = [i for i, r in enumerate(data.records) if r["split"] in ("train", "picture") and crisp[i, 200:312:16, ::16, 3].any()]
    held = [i for i in there if data.records[i]["split"] == "picture"]
    learnt = np.random.default_rng(seed).permutation([i for i in there if data.records[i]["split"] == "train"])
    rows = held + learnt[: count or len(learnt)].tolist()
    done = {kind: rows_of(kind) for kind in KINDS}
    outs = {kind: np.load(path(kind)) if done[kind] else np.zeros((len(data.records), 128, 128, 3), np.uint8) for kind in KINDS}
    for start in range(0, len(rows), batch):
        part = rows[start : start + batch]
        source = np.random.default_rng([seed, start])
        truth = np.stack([small(crisp[i]) for i in part])
        if part[0] not in done["decoded"]:
            outs["decoded"][part] = decoded(pipe, truth, source)
            done["decoded"] += part
        if start // batch % 3 == 0 and part[0] not in done["drawn"]:
            outs["drawn"][part] = drawn(pipe, truth, [data.records[i] for i in part], source)
            done["drawn"] += part
        if start // batch % 6 == 0 or start + batch >= len(rows):
            for kind in KINDS:
                save(kind, outs[kind], done[kind])
            print(start + len(part), "of", len(rows), flush=True)


def save(kind: str, pictures: np.ndarray, rows: list[int]) -> None:
    """What there is so far: training may begin with it."""
    np.save(CACHE / "upscaler.part.npy", pictures)
    os.replace(CACHE / "upscaler.part.npy", path(kind))
    rows_path(kind).write_text(json.dumps(rows))


def rows_of(kind: str) -> list[int]:
    """The rows of `kind` that are there."""
    return json.loads(rows_path(kind).read_text()) if rows_path(kind).exists() else []


def rows_path(kind: str):
    return CACHE / f"upscaler-{kind}.json"


def small(rgba: np.ndarray) -> np.ndarray:
    """The 128 px picture on white of a 512 px rendering: every cell's mean, so that both lie on each other to the sub-pixel."""
    return cv2.resize(on_colour(np.ascontiguousarray(rgba)), (128, 128), interpolation=cv2.INTER_AREA)
