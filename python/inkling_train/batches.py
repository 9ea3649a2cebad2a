"""Random latents and the tokens of their captions: what every diffusion stage trains on."""

import numpy as np
import torch

from . import captions, tokenizer
from .latents import Latents


class Batches:
    """`drop` is the share of captions replaced by the empty one."""

    def __init__(self, latents: Latents, batch: int, drop: float):
        self.latents, self.batch, self.drop = latents, batch, drop
        self.rows = latents.data.rows("train")
        self.weights = latents.data.weights(self.rows)
        self.tokenizer = tokenizer.trained()

    def draw(self, source: np.random.Generator):
        """(rows, variants, {z: latents float (b, 8, 16, 16), tokens: int64 (b, 32)})."""
        rows = source.choice(self.rows, self.batch, p=self.weights)
        variants = np.array([self.latents.variant(row, source) for row in rows])
        texts = []
        for row, variant in zip(rows, variants):
            record, must = self.latents.record(row, variant)
            text = captions.caption(record, source, 1.0 if must else 0.55)
            texts.append("" if source.random() < self.drop else text)
        z = torch.from_numpy(self.latents.latents[variants, rows].astype(np.float32))
        return rows, variants, {"z": z, "tokens": torch.from_numpy(tokenizer.encode(self.tokenizer, texts))}
