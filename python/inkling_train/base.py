"""The base model: text encoder and UNet, trained together on cached latents (arXiv:2112.10752 with v-prediction)."""

import numpy as np
import torch

from . import captions, model, tokenizer
from .latents import Latents
from .loop import Plan, load
from .paths import RUNS

FOLDER = RUNS / "base"
DROP = 0.1  # share of captions replaced by the empty one, for classifier-free guidance


class Batches:
    """Random latents and tokens: what the base and the control stages share."""

    def __init__(self, latents: Latents, batch: int, drop: float):
        self.latents, self.batch, self.drop = latents, batch, drop
        self.rows = latents.data.rows("train")
        self.weights = latents.data.weights(self.rows)
        self.tokenizer = tokenizer.trained()

    def draw(self, source: np.random.Generator):
        """(rows, variants, latents float (b, 8, 16, 16), tokens int64 (b, 32))."""
        rows = source.choice(self.rows, self.batch, p=self.weights)
        variants = np.array([self.latents.variant(row, source) for row in rows])
        texts = []
        for row, variant in zip(rows, variants):
            record, must = self.latents.record(row, variant)
            text = captions.caption(record, source, 1.0 if must else 0.55)
            texts.append("" if source.random() < self.drop else text)
        z = torch.from_numpy(self.latents.latents[variants, rows].astype(np.float32))
        return rows, variants, z, torch.from_numpy(tokenizer.encode(self.tokenizer, texts))


def spread_steps(source: np.random.Generator, batch: int) -> torch.Tensor:
    """Timesteps 0..999, one from each of `batch` equal parts: less noise in the gradient than independent ones."""
    u = (source.permutation(batch) + source.random(batch)) / batch
    return torch.from_numpy((u * 1000).astype(np.int64))


def diffusion_loss(predict, z, source, noise):
    """Weighted v-loss. predict(x_t, t) -> v."""
    steps = spread_steps(source, len(z)).to(z.device)
    eps = torch.randn(z.shape, generator=noise).to(z)
    alphas = model.scheduler().alphas_cumprod.to(z)
    x, v, weight = model.noised(z, eps, steps, alphas)
    each = (predict(x, steps) - v).square().mean((1, 2, 3))
    low = steps < 500
    parts = {"v": each.mean().detach(), "v_low": each[low].mean().detach(), "v_high": each[~low].mean().detach()}
    return (weight * each).mean(), parts


class Stage:
    def __init__(self, latents: Latents, batch: int):
        self.batches = Batches(latents, batch, DROP)
        torch.manual_seed(0)
        self.modules = {"text": model.text_encoder(self.batches.tokenizer), "unet": model.unet()}

    def groups(self):
        return [{"params": list(module.parameters())} for module in self.modules.values()]

    def loss(self, step: int, source: np.random.Generator, noise: torch.Generator):
        text, unet = self.modules["text"], self.modules["unet"]
        _, _, z, tokens = self.batches.draw(source)
        device = next(unet.parameters()).device
        states = text(tokens.to(device)).last_hidden_state
        return diffusion_loss(lambda x, t: unet(x, t, states).sample, z.to(device), source, noise)


def trained(folder=FOLDER, weights: str = "ema"):
    """(tokenizer, text encoder, UNet) of the last checkpoint."""
    words = tokenizer.trained()
    text, unet = model.text_encoder(words), model.unet()
    state = load(folder / "last.pt")[weights]
    text.load_state_dict(state["text"])
    unet.load_state_dict(state["unet"])
    return words, text, unet


def plan(steps: int, batch: int, cooldown: int = 0) -> Plan:
    return Plan(FOLDER, steps, rate=8e-4, batch=batch, warmup=300, cooldown=cooldown, ema=0.999)
