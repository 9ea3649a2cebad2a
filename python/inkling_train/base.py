"""The base model: text encoder and UNet, trained together on cached latents (arXiv:2112.10752 with v-prediction)."""

from pathlib import Path

import numpy as np
import torch

from . import model, text, tokenizer
from .batches import Batches
from .latents import Latents
from .loop import Plan, load
from .paths import RUNS

FOLDER = RUNS / "base"
PARTS = ("text", "unet")  # of the state that a run saves
DROP = 0.1  # share of captions replaced by the empty one, for classifier-free guidance
TILT = 0.7
# The warm-started text encoder learns slowly: at the full rate a UNet that does not listen yet flattens it within 300 steps
# (measured: "red" against "green" fell from 1.83 to 0.14 rms). One that listens bears more: from 47,000 samples on the right
# caption beat the empty one by 8 % of the loss at high noise (19 % with a hint), and 0.02 became 0.1.
RATES = {"text": 0.1}


def spread_steps(source: np.random.Generator, batch: int) -> torch.Tensor:
    """Timesteps 0..999, one from each of `batch` equal parts: less noise in the gradient than independent ones.

    `TILT` below 1 favours high noise, where text decides the colours; those are what is learned last.
    """
    u = ((source.permutation(batch) + source.random(batch)) / batch) ** TILT
    return torch.from_numpy((u * 1000).astype(np.int64))


def diffusion_loss(predict, z, steps, noise):
    """Weighted v-loss of latents z at timesteps (b,). predict(x_t, t) -> v."""
    eps = torch.randn(z.shape, generator=noise).to(z)
    alphas = model.scheduler().alphas_cumprod.to(z)
    x, v, weight = model.noised(z, eps, steps, alphas)
    each = (predict(x, steps) - v).square().mean((1, 2, 3))
    low = steps < 500
    parts = {"v": each.mean().detach(), "v_low": each[low].mean().detach(), "v_high": each[~low].mean().detach()}
    return (weight * each).mean(), parts


class Stage:
    """start: folder of another run whose text encoder and UNet a new run begins with; None: from nothing, but for the text
    stage's encoder where that has run. heard: with that encoder in any case. changes: of the UNet's config."""

    def __init__(self, latents: Latents, batch: int, start: Path | None = None, heard: bool = False, **changes):
        self.batches = Batches(latents, batch, DROP)
        torch.manual_seed(0)
        if start:
            _, words, unet = trained(start, **changes)
        else:
            words, unet = model.text_encoder(self.batches.tokenizer), model.unet(**changes)
        if heard or not start:
            words = text.start(words)
        self.modules = {"text": words, "unet": unet}

    def groups(self):
        return [{"params": list(m.parameters()), "scale": RATES.get(name, 1.0)} for name, m in self.modules.items()]

    def draw(self, source: np.random.Generator):
        _, _, out = self.batches.draw(source)
        return {**out, "steps": spread_steps(source, self.batches.batch)}

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        words, unet = self.modules["text"], self.modules["unet"]
        states = words(drawn["tokens"]).last_hidden_state
        return diffusion_loss(lambda x, t: unet(x, t, states).sample, drawn["z"], drawn["steps"], noise)


def trained(folder=FOLDER, **changes):
    """(tokenizer, text encoder, UNet) of the last checkpoint, averaged weights. changes: of the UNet's config."""
    words = tokenizer.trained()
    encoder, unet = model.text_encoder(words), model.unet(**changes)
    state = load(folder / "last.pt")["ema"]
    encoder.load_state_dict(state["text"])
    unet.load_state_dict(state["unet"])
    return words, encoder, unet


def plan(steps: int, batch: int, cooldown: int = 0) -> Plan:
    return Plan(FOLDER, steps, rate=4.8e-3, batch=batch, warmup=100, cooldown=cooldown, ema=0.999, weight_decay=0.03, muon=True)
