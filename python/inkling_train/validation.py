"""The v-loss of the exported pack on held-out pictures, by quarter of the noise, and what words and hints take off it."""

import numpy as np
import torch

from . import captions, hints, model, pipeline
from .pipeline import states
from .dataset import Dataset, on_colour

QUARTERS = 4
SPAN = 1000 // QUARTERS


@torch.no_grad()
def losses(pipe, data: Dataset, part: str = "picture", draws: int = 2, seed: int = 17, hinted: bool = True) -> dict:
    """{condition: [mean squared error of v for timesteps 0-249, 250-499, 500-749, 750-999, over all, and over all with min-SNR's weights]}.

    Every condition sees the same pictures, timesteps and noise. hinted: whether those with a hint are measured.
    """
    rng, noise = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    rows = data.rows(part)
    truth = np.stack([on_colour(data.pictures[r]) for r in rows])
    x = torch.from_numpy(truth).permute(0, 3, 1, 2).float().div(127.5).sub(1)
    z = torch.cat([pipe.vae.encode(p).latents for p in x.split(32)])
    drawn = torch.from_numpy(np.stack([hints.hint(t, rng) for t in truth]))[:, None].repeat(1, 3, 1, 1)
    words = states(pipe, [captions.plain_caption(data.records[r]) for r in rows])
    none = states(pipe, [""]).expand_as(words)
    alphas = model.scheduler().alphas_cumprod
    conditions = ("nothing", "words", "hint", "words and hint")[: 4 if hinted else 2]
    sums = {name: np.zeros(QUARTERS + 1) for name in conditions}
    for quarter in range(QUARTERS):
        for _ in range(draws):
            steps = torch.from_numpy(quarter * SPAN + rng.integers(0, SPAN, len(rows)))
            noisy, v, weight = model.noised(z, torch.randn(z.shape, generator=noise), steps, alphas)
            for name, total in sums.items():
                said = words if "words" in name else none
                out = predict(pipe, noisy, steps, said, drawn if "hint" in name else None)
                each = (out - v).square().mean((1, 2, 3))
                total[quarter] += float(each.mean()) / draws
                total[-1] += float((weight * each).mean()) / draws / QUARTERS
    return {name: np.insert(total, QUARTERS, total[:-1].mean()).round(4).tolist() for name, total in sums.items()}


@torch.no_grad()
def heard(pipe, data: Dataset, part: str = "picture", at=(999, 937, 875), seed: int = 0) -> dict:
    """{timestep: share of the v-loss that words take off there, without a hint}; the same pictures and noise for all."""
    rows, alphas = data.rows(part), model.scheduler().alphas_cumprod
    x = torch.from_numpy(np.stack([on_colour(data.pictures[r]) for r in rows])).permute(0, 3, 1, 2).float().div(127.5).sub(1)
    z = torch.cat([pipe.vae.encode(p).latents for p in x.split(32)])
    words = states(pipe, [captions.plain_caption(data.records[r]) for r in rows])
    none = states(pipe, [""]).expand_as(words)
    noise, out = torch.randn(z.shape, generator=torch.Generator().manual_seed(seed)), {}
    for t in at:
        steps = torch.full((len(rows),), t)
        noisy, v, _ = model.noised(z, noise, steps, alphas)
        with_words, without = (float((predict(pipe, noisy, steps, said, None) - v).square().mean()) for said in (words, none))
        out[t] = round(1 - with_words / without, 4)
    return out


def predict(pipe, x, steps, said, drawn) -> torch.Tensor:
    parts = torch.arange(len(x)).split(32)
    return torch.cat([pipeline.predict(pipe, x[at], steps[at], said[at], None if drawn is None else drawn[at]) for at in parts])
