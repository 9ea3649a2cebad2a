"""A tiny synthetic data set, so that the tests need neither npm nor the rendered icons."""

import json

import cv2
import numpy as np
import pytest
import torch

from inkling_train import dataset, tokenizer

torch.set_num_threads(1)


def shape(i: int) -> np.ndarray:
    """A coloured disc, box or triangle, premultiplied uint8 (128, 128, 4)."""
    rng = np.random.default_rng(i)
    out = np.zeros((128, 128, 4), np.uint8)
    colour = (*[int(c) for c in rng.integers(0, 200, 3)], 255)
    x, y, r = (int(v) for v in (*rng.integers(40, 88, 2), rng.integers(18, 38)))
    if i % 3 == 0:
        cv2.circle(out, (x, y), r, colour, -1)
    elif i % 3 == 1:
        cv2.rectangle(out, (x - r, y - r), (x + r, y + r), colour, -1)
    else:
        cv2.fillPoly(out, [np.array([[x, y - r], [x - r, y + r], [x + r, y + r]])], colour)
    return out


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """(Dataset of 24 pictures, its folder, with a tokenizer and random latents in it)."""
    folder = tmp_path_factory.mktemp("tiny")
    pictures = np.stack([shape(i) for i in range(24)])
    names = ("disc", "box", "wedge")
    common = {"style": "flat", "kind": "icon", "category": "", "tags": [], "weight": 1.0}
    records = [{"words": names[i % 3], "colours": [], "split": "picture" if i > 20 else "train", **common} for i in range(24)]
    np.save(folder / "pictures.npy", pictures)
    (folder / "index.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    latents = np.random.default_rng(0).normal(size=(1, 24, 8, 16, 16)).astype(np.float16)
    latents[:, :, :, 4:12, 4:12] = 1
    np.save(folder / "latents.npy", latents)
    (folder / "views.json").write_text(json.dumps([[[False, []]] * 24]))
    tokenizer.train(["disc, flat style", "box wedge flat"] * 50, 600, folder / "tokenizer")
    return dataset.Dataset.load(folder), folder
