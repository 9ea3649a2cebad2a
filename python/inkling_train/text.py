"""A warm start for the text encoder: paint a picture's mean latents from its caption alone.

The last 16 of the 32 tokens come after all but the longest captions. Each of them has its own place in the picture, a cell of
4x4 latents in reading order, which a linear head reads off its state. So the states that cross-attention looks at become a
coarse canvas, and a UNet has only to find the token of the place where it is, instead of learning what each word looks like
at each place. A caption costs a fifteenth of a UNet sample. The head is thrown away.
"""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from . import model
from .batches import Batches
from .latents import Latents
from .loop import Plan, load
from .paths import RUNS
from .tokenizer import LENGTH

FOLDER = RUNS / "text"
CELLS = 4  # cells across; their tokens are the last ones
SIDE = 16 // CELLS  # latents across a cell


class Canvas(nn.Module):
    """States float (n, 32, width) -> latents (n, 8, 16, 16), expected for what the caption says."""

    def __init__(self, width: int, channels: int):
        super().__init__()
        self.norm, self.read = nn.LayerNorm(width), nn.Linear(width, channels * SIDE * SIDE)
        self.mean = nn.Parameter(torch.zeros(channels, 16, 16))  # of all pictures

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        cells = self.read(self.norm(states[:, LENGTH - CELLS * CELLS :]))
        cells = cells.view(-1, CELLS, CELLS, len(self.mean), SIDE, SIDE)
        return self.mean + cells.permute(0, 3, 1, 4, 2, 5).flatten(4, 5).flatten(2, 3)


class Stage:
    """start: folder of a run whose text encoder a new one begins with; None: from nothing."""

    def __init__(self, latents: Latents, batch: int, start: Path | None = None):
        self.batches = Batches(latents, batch, 0.0)
        torch.manual_seed(0)
        text = model.text_encoder(self.batches.tokenizer)
        if start:
            text.load_state_dict(load(start / "last.pt")["ema"]["text"])
        self.modules = {"text": text, "head": Canvas(model.WIDTH, latents.latents.shape[2])}

    def groups(self):
        return [{"params": list(module.parameters())} for module in self.modules.values()]

    def draw(self, source: np.random.Generator):
        return self.batches.draw(source)[2]

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        z = drawn["z"]
        out = self.modules["head"](self.modules["text"](drawn["tokens"]).last_hidden_state)
        loss = (out - z).square().mean()
        return loss, {"explained": 1 - loss.detach() / z.var(0).mean()}


def plan(steps: int, batch: int) -> Plan:
    return Plan(FOLDER, steps, rate=1e-3, batch=batch, warmup=50, cooldown=steps // 2, ema=0.99, weight_decay=0.05)


def start(text: nn.Module) -> nn.Module:
    """Give the encoder what this stage learned, where it has run."""
    path = FOLDER / "last.pt"
    if path.exists():
        text.load_state_dict(load(path)["ema"]["text"])
    return text
