"""ControlNet by its paper's recipe (arXiv:2302.05543): the base locked, a trainable copy joined by zero convolutions,
half of the prompts dropped.

Why zero convolutions learn at all (the paper's section 3.2): y = w x + b with w = 0 gives dL/dw = dL/dy x, and x is not zero, so
the first step moves w; from then on dL/dx = w dL/dy is not zero either, and what lies before it learns, too.
"""

from pathlib import Path

import numpy as np
import torch

from . import autoencoder, base, captions, hints, latents, maps, model, tokenizer
from .batches import Batches
from .dataset import on_colour
from .loop import Plan, load
from .paths import RUNS
from .scores import shape_scores

FOLDERS = {kind: RUNS / f"control-{kind}" for kind in ("line", "colour", "shape")}
DROP = 0.5  # share of empty prompts, the paper's
PROBED, PROBE_STEPS = 16, 8  # held-out pictures that a probe draws, and steps for each


def lines(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return grey(hints.hint(on_colour(rgba), rng))


def clean_lines(rgba: np.ndarray, _: np.random.Generator) -> np.ndarray:
    return grey(hints.canny(on_colour(rgba)) / 255)


def grey(hint: np.ndarray) -> np.ndarray:
    return np.repeat((hint[..., None] * 255).round().astype(np.uint8), 3, -1)


# What a net of each kind reads: premultiplied RGBA -> RGB, uint8; and what its probe shows it.
READS = {"line": (lines, clean_lines), "colour": (maps.painted, maps.regions), "shape": (maps.shape, maps.shape)}


class Stage:
    """start: folder of the base run. kind: one of READS. net: folder of an earlier run whose net a new run begins with, made for
    a base that this one came from; None: with the paper's copy of the base."""

    def __init__(self, data: latents.Latents, batch: int, start=base.FOLDER, kind: str = "line", net: Path | None = None):
        self.batches, self.kind = Batches(data, batch, DROP), kind
        _, text, unet = base.trained(start)
        torch.manual_seed(0)
        self.modules, self.frozen = {"control": model.controlnet(unet)}, {"text": text, "unet": unet}
        if net:
            self.modules["control"].load_state_dict(load(net / "last.pt")["ema"]["control"])
        for module in self.frozen.values():
            module.requires_grad_(False)

    def groups(self):
        return [{"params": list(module.parameters())} for module in self.modules.values()]

    def draw(self, source: np.random.Generator):
        rows, variants, out = self.batches.draw(source)
        hint = draw_hints(self.batches.latents, self.kind, rows, variants, source)
        return {**out, "hint": hint, "steps": base.spread_steps(source, len(rows))}

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        net, unet = self.modules["control"], self.frozen["unet"]
        states = self.frozen["text"](drawn["tokens"]).last_hidden_state

        def predict(x, t):
            down, mid = net(x, t, states, drawn["hint"], return_dict=False)
            return unet(x, t, states, down_block_additional_residuals=down, mid_block_additional_residual=mid).sample

        return base.diffusion_loss(predict, drawn["z"], drawn["steps"], noise)

    @torch.no_grad()
    def probe(self) -> dict:
        """Control score now: F1 of the hint's edges in drawings of held-out pictures, with their words and without."""
        data = self.batches.latents.data
        rows = data.rows("picture")[:PROBED]
        truth = np.stack([on_colour(data.pictures[r]) for r in rows])
        source = np.random.default_rng(0)
        hint = as_hints([READS[self.kind][1](np.asarray(data.pictures[r]), source) for r in rows])
        texts = [captions.plain_caption(data.records[r]) for r in rows]
        return {
            name: round(float(shape_scores(truth, self.drawn(said, hint))["f1"]), 4)
            for name, said in (("f1", texts), ("f1_no_words", [""] * len(rows)))
        }

    def drawn(self, texts: list[str], hint: torch.Tensor) -> np.ndarray:
        """Pictures uint8 (n, 128, 128, 3) of hints (n, 3, 128, 128), without guidance; the same noise each time."""
        net, unet = self.modules["control"], self.frozen["unet"]
        device, scheduler = next(net.parameters()).device, model.scheduler()
        scheduler.set_timesteps(PROBE_STEPS)
        states = self.frozen["text"](torch.from_numpy(tokenizer.encode(self.batches.tokenizer, texts)).to(device)).last_hidden_state
        hint = hint.to(device)
        x = torch.randn(len(texts), autoencoder.LATENT_CHANNELS, 16, 16, generator=torch.Generator().manual_seed(0)).to(device)
        for step in scheduler.timesteps:
            t = step.expand(len(x)).to(device)
            down, mid = net(x, t, states, hint, return_dict=False)
            v = unet(x, t, states, down_block_additional_residuals=down, mid_block_additional_residual=mid).sample
            x = scheduler.step(v, step, x).prev_sample
        out = autoencoder.trained().to(device).decode(x).sample.clamp(-1, 1)
        return ((out + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy()


def draw_hints(data: latents.Latents, kind: str, rows, variants, source: np.random.Generator) -> torch.Tensor:
    """Hints (b, 3, 128, 128) in 0..1 of the very variants whose latents are trained on."""
    out = []
    for row, variant in zip(rows, variants):
        rgba, _ = latents.view(data.data.pictures[row], data.data.records[row], int(row), int(variant))
        out.append(READS[kind][0](rgba, source))
    return as_hints(out)


def as_hints(pictures: list[np.ndarray]) -> torch.Tensor:
    """uint8 (h, w, 3) each -> (n, 3, h, w) in 0..1."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float().div(255).contiguous()


def trained(folder, start=base.FOLDER):
    """(tokenizer, text encoder, UNet, ControlNet) of a run, averaged weights. start: the base that it was locked to."""
    words, text, unet = base.trained(start)
    net = model.controlnet(unet)
    net.load_state_dict(load(folder / "last.pt")["ema"]["control"])
    return words, text, unet, net


def plan(steps: int, batch: int, cooldown: int = 0, kind: str = "line", probe: int = 200) -> Plan:
    return Plan(FOLDERS[kind], steps, rate=4.8e-3, batch=batch, warmup=100, cooldown=cooldown, weight_decay=0.03, probe=probe, muon=True)
