"""Guidance written into the weights (arXiv:2210.03142's first stage, for one scale): UNet and nets learn to say at once what
takes two passes with classifier-free guidance. Half the time a picture, at guidance 1.

The teacher is the pack as it would be exported; student and teacher see the same noise, words and hints. Each batch is shared
out: a part for each net, and one without a hint, so that every step asks every module, on every machine of many.
"""

import copy

import numpy as np
import torch

from . import base, control, model, tokenizer
from .batches import Batches
from .latents import Latents
from .loop import Plan, load
from .paths import RUNS

FOLDER = RUNS / "distil"
DROP = 0.1  # share of empty prompts, for which guidance changes nothing: the student must go on knowing them


class Stage:
    """text, unet, nets (by kind): the teacher's. guidance: the scale that the student takes in; the text encoder stays as it is."""

    def __init__(self, data: Latents, batch: int, text, unet, nets: dict, guidance: float):
        self.batches, self.guidance = Batches(data, batch, DROP), guidance
        self.share = batch // (len(nets) + 1)  # of the batch, for each net
        self.kinds = tuple(nets)
        self.frozen = {"text": text, "teacher": unet, **{f"teacher {kind}": net for kind, net in nets.items()}}
        for module in self.frozen.values():
            module.requires_grad_(False)
        student = {"unet": unet, **nets}
        self.modules = {name: copy.deepcopy(module).requires_grad_(True) for name, module in student.items()}

    def groups(self):
        return [{"params": list(module.parameters())} for module in self.modules.values()]

    def draw(self, source: np.random.Generator):
        rows, variants, out = self.batches.draw(source)
        out["steps"] = base.spread_steps(source, len(rows))
        for i, kind in enumerate(self.kinds):
            part = slice(i * self.share, (i + 1) * self.share)
            out[kind] = control.draw_hints(self.batches.latents, kind, rows[part], variants[part], source)
        return out

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        z, steps, tokens, hints = drawn["z"], drawn["steps"], drawn["tokens"], [drawn[kind] for kind in self.kinds]
        eps = torch.randn(z.shape, generator=noise).to(z)
        x, _, weight = model.noised(z, eps, steps, model.scheduler().alphas_cumprod.to(z))
        with torch.no_grad():
            said = self.frozen["text"](tokens).last_hidden_state
            none = self.frozen["text"](self.empty(tokens)).last_hidden_state
            teachers = [self.frozen[f"teacher {kind}"] for kind in self.kinds]
            plain, worded = (predict(self.frozen["teacher"], teachers, x, steps, states, hints) for states in (none, said))
            wanted = plain + self.guidance * (worded - plain)
        got = predict(self.modules["unet"], [self.modules[kind] for kind in self.kinds], x, steps, said, hints)
        each = (got - wanted).square().mean((1, 2, 3))
        return (weight * each).mean(), {"v": each.mean().detach()}

    def empty(self, tokens: torch.Tensor) -> torch.Tensor:
        """Tokens of as many empty prompts."""
        one = torch.from_numpy(tokenizer.encode(self.batches.tokenizer, [""])).to(tokens.device)
        return one.expand(len(tokens), -1)


def predict(unet, nets, x, steps, states, hints) -> torch.Tensor:
    """v of a batch whose first samples have the first net's hints, the next the next one's, and the last ones none."""
    residuals, at = [], 0
    for net, hint in zip(nets, hints):
        part = slice(at, at + len(hint))
        down, mid = net(x[part], steps[part], states[part], hint, return_dict=False)
        residuals.append((*down, mid))
        at += len(hint)
    every = [torch.nn.functional.pad(torch.cat(each), (0, 0, 0, 0, 0, 0, 0, len(x) - at)) for each in zip(*residuals)]
    return unet(x, steps, states, down_block_additional_residuals=every[:-1], mid_block_additional_residual=every[-1]).sample


def trained(kinds, folder=FOLDER):
    """(UNet, {kind: ControlNet}) of the last checkpoint, averaged weights."""
    state, unet = load(folder / "last.pt")["ema"], model.unet()
    unet.load_state_dict(state["unet"])
    nets = {kind: model.controlnet(unet) for kind in kinds}
    for kind, net in nets.items():
        net.load_state_dict(state[kind])
    return unet, nets


def plan(steps: int, batch: int, cooldown: int = 0) -> Plan:
    return Plan(FOLDER, steps, rate=2e-4, batch=batch, warmup=100, cooldown=cooldown, ema=0.998)
