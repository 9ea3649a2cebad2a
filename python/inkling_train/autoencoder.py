"""The autoencoder: diffusers' AutoencoderTiny, trained here from scratch (no adversary, no perceptual net).

Its decoder has no residual blocks at full resolution, so that phones decode quickly. The decoder begins with 3 tanh(z / 3),
so the encoder is held to unit variance by a penalty and `scaling_factor` is 1.
"""

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderTiny
from diffusers.models.autoencoders.vae import AutoencoderTinyBlock
from torch import nn

from .dataset import SIZE, Dataset, on_colour
from .loop import Plan, load
from .paths import RUNS

FOLDER = RUNS / "autoencoder"
LATENT_CHANNELS = 8
REVIVE = (300, 1000, 3000, 3510, 4200, 5200)  # steps at which silent channels are woken
NOISE = 0.08  # standard deviation added to latents in training: what the diffusion model leaves wrong


def create() -> AutoencoderTiny:
    """Sized by hand; initialised so that signals keep their size (the class has no normalisation to do it)."""
    model = AutoencoderTiny(
        encoder_block_out_channels=(48,) * 4,
        decoder_block_out_channels=(48,) * 4,
        num_encoder_blocks=(0, 1, 1, 3),
        num_decoder_blocks=(4, 3, 1, 0),
        latent_channels=LATENT_CHANNELS,
        latent_magnitude=3,
        scaling_factor=1.0,
        force_upcast=False,
    )
    for name, conv in model.named_modules():
        if isinstance(conv, nn.Conv2d):
            nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")
            if conv.bias is not None:
                nn.init.zeros_(conv.bias)
            if name.endswith("conv.4"):  # the last of a residual block's three
                conv.weight.data.mul_(0.2)
    model.decoder.layers[-1].weight.data.mul_(0.2)
    return model


def trained(folder=FOLDER) -> AutoencoderTiny:
    """The averaged weights of the last checkpoint, for inference."""
    model = create()
    model.load_state_dict(load(folder / "last.pt")["ema"]["vae"])
    return model.eval().requires_grad_(False)


def loss_of(out: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """L1 + gradients + squares + low pass. Pictures (n, 3, h, w) in -1..1."""
    d = out - x
    across, down = d[..., 1:] - d[..., :-1], d[..., 1:, :] - d[..., :-1, :]
    low = F.avg_pool2d(d, 8)
    return d.abs().mean() + 0.5 * (across.abs().mean() + down.abs().mean()) + d.square().mean() + low.abs().mean()


@torch.no_grad()
def wake(pre: torch.Tensor, bias: torch.Tensor, weight: torch.Tensor | None, noise: torch.Generator, share: float):
    """Bring channels that ReLU silences back. pre: what ReLU sees, (n, c, h, w), made by `weight` (c, ...) and `bias` (c).

    Silent means at work in fewer than 5 of 1000 pixels. Their weights, where given, are drawn anew (He); their bias is set
    so that about `share` of the pixels pass. Returns (which were silent, what ReLU sees now).
    """
    silent = (pre > 0).float().mean((0, 2, 3)) < 0.005
    if silent.any():
        if weight is not None:
            fan = weight[0].numel()
            weight[silent] = torch.randn(weight.shape, generator=noise).to(weight)[silent] * (2 / fan) ** 0.5
            return silent, None
        edge = torch.quantile(pre[:, silent].transpose(0, 1).flatten(1), 1 - share, dim=1)
        bias[silent] -= edge
    return silent, pre


@torch.no_grad()
def revive(layers: nn.Sequential, h: torch.Tensor, noise: torch.Generator) -> torch.Tensor:
    """Wake the silent channels of every residual block, in order; without normalisation half of them die early on."""
    for layer in layers:
        if isinstance(layer, AutoencoderTinyBlock):
            x = h
            for i in (0, 2):
                conv, after = layer.conv[i], layer.conv[i + 2]
                silent, _ = wake(conv(x), conv.bias, conv.weight, noise, 0.4)
                wake(conv(x), conv.bias, None, noise, 0.4)
                if i == 2:
                    after.weight[:, silent] *= 0.2
                x = layer.conv[i + 1](conv(x))
            wake(layer.conv[4](x) + layer.skip(h), layer.conv[4].bias, None, noise, 0.1)
        h = layer(h)
    return h


class Stage:
    """Random crops of `crop` pixels on white, sometimes on a plain colour."""

    def __init__(self, data: Dataset, batch: int, crop: int = 64):
        self.data, self.batch, self.crop = data, batch, crop
        self.rows = data.rows("train")
        self.modules = {"vae": create().to(memory_format=torch.channels_last)}

    def groups(self):
        return [{"params": list(self.modules["vae"].parameters())}]

    def pictures(self, source: np.random.Generator) -> torch.Tensor:
        out = []
        for row in source.choice(self.rows, self.batch):
            paper = (255, 255, 255) if source.random() < 0.8 else source.integers(0, 256, 3)
            y, x = source.integers(0, SIZE - self.crop + 1, 2)
            crop = on_colour(self.data.pictures[row, y : y + self.crop, x : x + self.crop], paper)
            out.append(crop[:, ::-1] if source.random() < 0.5 else crop)
        return torch.from_numpy(np.stack(out)).permute(0, 3, 1, 2).float().div(127.5).sub(1)

    def loss(self, step: int, source: np.random.Generator, noise: torch.Generator):
        vae = self.modules["vae"]
        x = self.pictures(source).to(next(vae.parameters()).device, memory_format=torch.channels_last)
        if step in REVIVE:
            many = torch.cat([self.pictures(source) for _ in range(32 // self.batch)]).to(x)
            revive(vae.decoder.layers, 3 * torch.tanh(revive(vae.encoder.layers, (many + 1) / 2, noise) / 3), noise)
        z = vae.encoder(x)
        spread = (z.mean((0, 2, 3)).square() + (z.var((0, 2, 3)) - 1).square()).mean()
        extent = (z.abs() - 3).clamp(min=0).square().mean()
        noisy = z + NOISE * torch.randn(z.shape, generator=noise).to(z)
        out = vae.decoder(noisy)
        loss = loss_of(out, x) + 0.02 * spread + 0.1 * extent
        mse = (out.detach() - x).square().mean().clamp(min=1e-9)
        return loss, {"psnr": 10 * torch.log10(4 / mse), "std": z.detach().std()}


def plan(steps: int, batch: int) -> Plan:
    return Plan(FOLDER, steps, rate=1e-3, batch=batch, warmup=100, cooldown=steps // 3, ema=0.998, weight_decay=0.0)
