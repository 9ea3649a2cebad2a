"""A warm start for the text encoder: guess a picture's colours and rough layout from its caption alone.

A linear head reads 2x2 averages of the latents (8 channels: 32 numbers) off the states at the end of the caption and after
it, which are the ones that tell the UNet the whole caption. It costs a twentieth of a UNet step, and without it the UNet had
not begun to listen to the text after 6,000 samples. The head is thrown away.
"""

import numpy as np
import torch
from torch import nn

from . import model
from .batches import Batches
from .latents import Latents
from .loop import Plan, load
from .paths import RUNS

FOLDER = RUNS / "text"


class Stage:
    def __init__(self, latents: Latents, batch: int):
        self.batches = Batches(latents, batch, 0.0)
        torch.manual_seed(0)
        self.modules = {"text": model.text_encoder(self.batches.tokenizer), "head": nn.Linear(model.WIDTH, 32)}

    def groups(self):
        return [{"params": list(module.parameters())} for module in self.modules.values()]

    def draw(self, source: np.random.Generator):
        return self.batches.draw(source)[2]

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        text, head = self.modules["text"], self.modules["head"]
        tokens = drawn["tokens"]
        states = text(tokens).last_hidden_state
        after = (tokens == self.batches.tokenizer.eos_token_id).float()
        target = nn.functional.adaptive_avg_pool2d(drawn["z"], 2).flatten(1)
        each = (head(states) - target[:, None]).square().mean(-1)
        loss = (each * after).sum() / after.sum()
        return loss, {"explained": 1 - loss.detach() / target.var(0).mean()}


def plan(steps: int, batch: int) -> Plan:
    return Plan(FOLDER, steps, rate=8e-4, batch=batch, warmup=50, cooldown=steps // 3, ema=0.99)


def start(text: nn.Module) -> nn.Module:
    """Give the encoder what this stage learned, where it has run."""
    path = FOLDER / "last.pt"
    if path.exists():
        text.load_state_dict(load(path)["ema"]["text"])
    return text
