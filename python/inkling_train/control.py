"""ControlNet by its paper's recipe (arXiv:2302.05543): the base locked, a trainable copy joined by zero convolutions,
half of the prompts dropped.

Two stages: `control` is that recipe. `joint` lets base and ControlNet learn together, the hint left out of some samples, so
that the base stays a model of its own; it is cheaper where compute is short.
"""

import numpy as np
import torch

from . import base, hints, latents, model, tokenizer
from .batches import Batches
from .dataset import on_colour
from .loop import Plan, load
from .paths import RUNS

LOCKED, JOINT = RUNS / "control", RUNS / "joint"
DROP = 0.5  # share of empty prompts, the paper's
JOINT_DROP, NO_HINT = 0.12, 0.15  # the joint stage's share of empty prompts, and of samples that see no hint


class Stage:
    """start: folder of the base run. unlocked: joint training of everything."""

    def __init__(self, data: latents.Latents, batch: int, start=base.FOLDER, unlocked: bool = False):
        self.batches = Batches(data, batch, JOINT_DROP if unlocked else DROP)
        self.unlocked = unlocked
        _, self.text, self.unet = base.trained(start)
        torch.manual_seed(0)
        self.net = model.controlnet(self.unet)
        self.modules = {"control": self.net}
        if unlocked:
            self.modules |= {"text": self.text, "unet": self.unet}
        else:
            self.text.requires_grad_(False)
            self.unet.requires_grad_(False)

    def groups(self):
        return [{"params": list(m.parameters()), "scale": base.RATES.get(name, 1.0)} for name, m in self.modules.items()]

    def draw_hints(self, rows, variants, source: np.random.Generator) -> torch.Tensor:
        """Hints (b, 3, 128, 128) in 0..1 of the very variants whose latents are trained on."""
        data = self.batches.latents.data
        out = []
        for row, variant in zip(rows, variants):
            rgba, _ = latents.view(data.pictures[row], data.records[row], int(row), int(variant))
            out.append(hints.hint(on_colour(rgba), source))
        return torch.from_numpy(np.stack(out))[:, None].repeat(1, 3, 1, 1)

    def loss(self, step: int, source: np.random.Generator, noise: torch.Generator):
        net, unet, text = self.net, self.unet, self.text
        rows, variants, z, tokens = self.batches.draw(source)
        count = round(len(z) * (1 - NO_HINT)) if self.unlocked else len(z)  # the first `count` samples have a hint
        device = next(net.parameters()).device
        hint = self.draw_hints(rows[:count], variants[:count], source).to(device)
        with torch.set_grad_enabled(self.unlocked):
            states = text(tokens.to(device)).last_hidden_state

        def predict(x, t):
            down, mid = net(x[:count], t[:count], states[:count], hint, return_dict=False)
            none = len(x) - count
            if none:
                down = [torch.nn.functional.pad(d, (0, 0, 0, 0, 0, 0, 0, none)) for d in down]
                mid = torch.nn.functional.pad(mid, (0, 0, 0, 0, 0, 0, 0, none))
            return unet(x, t, states, down_block_additional_residuals=down, mid_block_additional_residual=mid).sample

        return base.diffusion_loss(predict, z.to(device), source, noise)


def trained(folder):
    """(tokenizer, text encoder, UNet, ControlNet) of a control or joint run, averaged weights."""
    state = load(folder / "last.pt")["ema"]
    if "unet" in state:
        words = tokenizer.trained()
        text, unet = model.text_encoder(words), model.unet()
        text.load_state_dict(state["text"])
        unet.load_state_dict(state["unet"])
    else:
        words, text, unet = base.trained()
    net = model.controlnet(unet)
    net.load_state_dict(state["control"])
    return words, text, unet, net


def plan(steps: int, batch: int, unlocked: bool, cooldown: int = 0) -> Plan:
    return Plan(JOINT if unlocked else LOCKED, steps, rate=8e-4, batch=batch, warmup=200, cooldown=cooldown, ema=0.999)
