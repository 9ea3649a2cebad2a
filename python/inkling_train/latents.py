"""The pictures as latents, encoded once: every picture in a few variants, so that training never runs the autoencoder.

Variant 0 is the picture itself; the others are shifted, scaled, turned a little, mirrored, and half of them have their hue
turned, in which case their captions must say the (new) colours. `view` repeats a variant's pixels exactly, for hints.
"""

import hashlib
import json
import os

import cv2
import numpy as np
import torch

from . import autoencoder, colours
from .dataset import SIZE, Dataset, on_colour
from .paths import CACHE

VARIANTS = 4
NO_MIRROR = ("left", "right", "letter", "question", "text", "note", "clock", "mark", "number", "one", "two", "sign", "dollar")


def view(rgba: np.ndarray, record: dict, row: int, variant: int) -> tuple[np.ndarray, bool]:
    """Variant of a picture and whether its hue was turned. Premultiplied uint8 (128, 128, 4) both ways."""
    rgba = np.ascontiguousarray(rgba)
    if variant == 0:
        return rgba, False
    rng = np.random.default_rng([row, variant])
    turn = cv2.getRotationMatrix2D((SIZE / 2 - 0.5,) * 2, rng.uniform(-12, 12), rng.uniform(0.72, 1.05))
    turn[:, 2] += rng.uniform(-10, 10, 2)
    out = cv2.warpAffine(rgba, turn, (SIZE, SIZE), flags=cv2.INTER_AREA)
    if rng.random() < 0.5 and not any(w in NO_MIRROR for w in record["words"].split()):
        out = np.ascontiguousarray(out[:, ::-1])
    hued = rng.random() < 0.5 and not any(c in record["words"].split() for c in colours.NAMES)
    hued = hued and any(c not in ("black", "white", "gray") for c in record["colours"])
    if hued:
        hsv = cv2.cvtColor(np.ascontiguousarray(out[..., :3]), cv2.COLOR_RGB2HSV)
        hsv[..., 0] = (hsv[..., 0].astype(np.int32) + int(rng.integers(15, 165))) % 180
        out[..., :3] = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)
    return out, hued


def stamp(vae) -> str:
    """Tells autoencoders apart: latents of an earlier one are of no use."""
    weights = b"".join(tensor.numpy().tobytes() for tensor in vae.state_dict().values())
    return hashlib.sha256(weights).hexdigest()


@torch.no_grad()
def build(vae, data: Dataset, folder=CACHE, passes: int = VARIANTS, batch: int = 32) -> None:
    """Write latents.npy float16 (VARIANTS, n, 8, 16, 16) and views.json: [hued, colours] or null, [variant][row].

    Pass p encodes variant (row + p) % VARIANTS of each training picture and saves, so that training can begin after the
    first; what this autoencoder has encoded already is kept.
    """
    train = data.rows("train")
    path, seen, made_by = folder / "latents.npy", folder / "views.json", folder / "latents.sha256"
    if not made_by.exists() or made_by.read_text() != stamp(vae):
        for old in (path, seen):
            old.unlink(missing_ok=True)
        made_by.write_text(stamp(vae))
    vae = vae.to(memory_format=torch.channels_last)
    out = np.zeros((VARIANTS, len(data.records), autoencoder.LATENT_CHANNELS, 16, 16), np.float16)
    views = [[None] * len(data.records) for _ in range(VARIANTS)]
    if path.exists() and seen.exists():
        before = np.load(path)  # of fewer variants, perhaps
        out[: len(before)], views[: len(before)] = before, json.loads(seen.read_text())
    for p in range(passes):
        left = [(int(r), int((r + p) % VARIANTS)) for r in train if views[(r + p) % VARIANTS][r] is None]
        for start in range(0, len(left), batch):
            part = left[start : start + batch]
            pairs = [view(data.pictures[r], data.records[r], r, v) for r, v in part]
            x = torch.from_numpy(np.stack([on_colour(p) for p, _ in pairs])).permute(0, 3, 1, 2).float().div(127.5).sub(1)
            z = vae.encode(x.contiguous(memory_format=torch.channels_last)).latents.half().numpy()
            for (r, v), (pixels, hued), latent in zip(part, pairs, z):
                out[v, r] = latent
                views[v][r] = [hued, colours.dominant(pixels) if hued else data.records[r]["colours"]]
        np.save(folder / "latents.part.npy", out)
        os.replace(folder / "latents.part.npy", path)
        seen.write_text(json.dumps(views))
        print("pass", p, len(left), "encoded", flush=True)


class Latents:
    """Latents with their captions."""

    def __init__(self, data: Dataset, folder=CACHE):
        self.data = data
        self.latents = np.load(folder / "latents.npy", mmap_mode="r")
        self.views = json.loads((folder / "views.json").read_text())

    def variant(self, row: int, source: np.random.Generator) -> int:
        """A random one of those that are encoded."""
        return int(source.choice([v for v, seen in enumerate(self.views) if seen[row] is not None]))

    def record(self, row: int, variant: int) -> tuple[dict, bool]:
        """The picture's record with the variant's colours, and whether a caption has to say them."""
        hued, said = self.views[variant][row]
        return {**self.data.records[row], "colours": said}, hued
