"""Which residual branches of a UNet do anything.

A branch (a residual block's convolutions, a transformer) adds to the stream that passes it by. One whose own output hardly differs
between pictures adds a constant: it is dead, gets hardly a gradient, and Adam, which divides by the gradient's size, then moves it by
noise alone, further away. No loss shows that; this does.
"""

import numpy as np
import torch

from . import captions, model
from .dataset import Dataset, on_colour
from .pipeline import predict, states


@torch.no_grad()
def worth(pipe, data: Dataset, at=(937, 700, 300), count: int = 96, seed: int = 0) -> dict[str, float]:
    """{branch: by which share the v-loss with words rises where the branch adds its mean over pictures instead}, held-out pictures."""
    rows = data.rows("picture")[:count]
    x = torch.from_numpy(np.stack([on_colour(data.pictures[r]) for r in rows])).permute(0, 3, 1, 2).float().div(127.5).sub(1)
    z = torch.cat([pipe.vae.encode(p).latents for p in x.split(32)])
    said = states(pipe, [captions.plain_caption(data.records[r]) for r in rows])
    noise, alphas = torch.randn(z.shape, generator=torch.Generator().manual_seed(seed)), model.scheduler().alphas_cumprod

    def loss() -> float:
        total = 0.0
        for t in at:  # one timestep a batch: what a branch adds for the timestep alone is no merit
            steps = torch.full((len(z),), t)
            noisy, v, weight = model.noised(z, noise, steps, alphas)
            total += float((weight * (predict(pipe, noisy, steps, said, None) - v).square().mean((1, 2, 3))).mean())
        return total

    whole, out = loss(), {}
    for name, module in model.branches(pipe.unet).items():
        hook = module.register_forward_hook(lambda _, given, made: made.mean(0, keepdim=True).expand_as(made))
        out[name] = loss() / whole - 1
        hook.remove()
    return out
