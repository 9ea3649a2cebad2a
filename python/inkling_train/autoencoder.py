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
PLAIN = "vae"  # in it: one in diffusers' layout, folded, which cannot be trained on
LATENT_CHANNELS = 8
NOISE = 0.08  # standard deviation added to latents in training: what the diffusion model leaves wrong
STRUCTURE = 0.2  # weight of 1 - SSIM
PULL, PULL_STEPS = 0.1, 1500  # of an earlier autoencoder's latents: the weight, and the steps that halve it


class NormedConv(nn.Module):
    """A convolution and a batch norm. In training only: `folded` makes one convolution of both.

    The class has no normalisation, and without one its ReLUs die: every stream of a block is positive, so a channel is soon
    on for all pictures or for none. Measured after 18,000 crops: more than half of the channels silent, 45 of 48 in the
    first block, and the PSNR stuck at 24 dB.
    """

    def __init__(self, conv: nn.Conv2d, gain: float):
        super().__init__()
        self.conv = nn.Conv2d(conv.in_channels, conv.out_channels, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(conv.out_channels, momentum=0.02)
        nn.init.constant_(self.norm.weight, gain)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(self.conv(x))

    @torch.no_grad()
    def fold_into(self, conv: nn.Conv2d) -> None:
        factor = self.norm.weight / (self.norm.running_var + self.norm.eps).sqrt()
        conv.weight.copy_(self.conv.weight * factor.view(-1, 1, 1, 1))
        conv.bias.copy_(self.norm.bias - self.norm.running_mean * factor)


def plain() -> AutoencoderTiny:
    """Sized by hand."""
    return AutoencoderTiny(
        encoder_block_out_channels=(48,) * 4,
        decoder_block_out_channels=(48,) * 4,
        num_encoder_blocks=(0, 1, 1, 3),
        num_decoder_blocks=(4, 3, 1, 0),
        latent_channels=LATENT_CHANNELS,
        latent_magnitude=3,
        scaling_factor=1.0,
        force_upcast=False,
    )


def create() -> AutoencoderTiny:
    """As it learns: with batch norms in its residual blocks, which begin as nearly nothing."""
    model = plain()
    for conv in model.modules():
        if isinstance(conv, nn.Conv2d):
            nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")
            if conv.bias is not None:
                nn.init.zeros_(conv.bias)
    for block in model.modules():
        if isinstance(block, AutoencoderTinyBlock):
            for i, gain in ((0, 1.0), (2, 1.0), (4, 0.2)):
                block.conv[i] = NormedConv(block.conv[i], gain)
    model.decoder.layers[-1].weight.data.mul_(0.2)
    return model


def folded(model: AutoencoderTiny) -> AutoencoderTiny:
    """What `create` made, as the plain class: the same function of a picture as in evaluation mode."""
    out = plain()
    mine, theirs = dict(out.named_modules()), dict(model.named_modules())
    for name, module in theirs.items():
        if isinstance(module, NormedConv):
            module.fold_into(mine[name])
        elif isinstance(module, nn.Conv2d) and name in mine:
            mine[name].load_state_dict(module.state_dict())
    return out


def trained(folder=FOLDER) -> AutoencoderTiny:
    """The averaged weights of the last checkpoint, for inference; without a run, those that `unpack` put there."""
    if not (folder / "last.pt").exists():
        return AutoencoderTiny.from_pretrained(folder / PLAIN, torch_dtype=torch.float32).eval().requires_grad_(False)
    model = create()
    model.load_state_dict(load(folder / "last.pt")["ema"]["vae"])
    return folded(model).eval().requires_grad_(False)


def ssim(a: torch.Tensor, b: torch.Tensor, window: int = 7) -> torch.Tensor:
    """Mean structural similarity of pictures (n, c, h, w) in -1..1, as scikit-image has it (Wang et al. 2004, flat window)."""

    def mean(x):
        return F.avg_pool2d(x, window, 1)

    a, b = (a + 1) / 2, (b + 1) / 2
    ma, mb, sample = mean(a), mean(b), window**2 / (window**2 - 1)
    va, vb, cov = (sample * (mean(x * y) - mx * my) for x, y, mx, my in ((a, a, ma, ma), (b, b, mb, mb), (a, b, ma, mb)))
    c1, c2 = 0.01**2, 0.03**2
    return ((2 * ma * mb + c1) * (2 * cov + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))).mean()


def loss_of(out: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """L1 + gradients + squares + low pass + structure. Pictures (n, 3, h, w) in -1..1."""
    d = out - x
    across, down = d[..., 1:] - d[..., :-1], d[..., 1:, :] - d[..., :-1, :]
    low = F.avg_pool2d(d, 8)
    edges = 0.5 * (across.abs().mean() + down.abs().mean())
    return d.abs().mean() + edges + d.square().mean() + low.abs().mean() + STRUCTURE * (1 - ssim(out, x))


class Stage:
    """Random crops of `crop` pixels on white, sometimes on a plain colour.

    like: an earlier autoencoder. Its latents draw the new ones at first, so that a diffusion model made for the old ones
    soon knows the new.
    """

    def __init__(self, data: Dataset, batch: int, crop: int = 64, like: AutoencoderTiny | None = None):
        self.data, self.batch, self.crop = data, batch, crop
        self.frozen = {"like": like.requires_grad_(False)} if like else {}
        self.rows = data.rows("train")
        self.modules = {"vae": create().to(memory_format=torch.channels_last)}

    def groups(self):
        return [{"params": list(self.modules["vae"].parameters())}]

    def draw(self, source: np.random.Generator):
        out = []
        for row in source.choice(self.rows, self.batch):
            paper = (255, 255, 255) if source.random() < 0.8 else source.integers(0, 256, 3)
            y, x = source.integers(0, SIZE - self.crop + 1, 2)
            crop = on_colour(self.data.pictures[row, y : y + self.crop, x : x + self.crop], paper)
            out.append(crop[:, ::-1] if source.random() < 0.5 else crop)
        x = torch.from_numpy(np.stack(out)).permute(0, 3, 1, 2).float().div(127.5).sub(1)
        return {"x": x.contiguous(memory_format=torch.channels_last)}

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        vae, x = self.modules["vae"], drawn["x"]
        z = vae.encoder(x)
        spread = (z.mean((0, 2, 3)).square() + (z.var((0, 2, 3)) - 1).square()).mean()
        extent = (z.abs() - 3).clamp(min=0).square().mean()
        noisy = z + NOISE * torch.randn(z.shape, generator=noise).to(z)
        out = vae.decoder(noisy)
        loss = loss_of(out, x) + 0.02 * spread + 0.1 * extent
        if self.frozen:
            with torch.no_grad():
                old = self.frozen["like"].encoder(x)
            loss = loss + PULL * 0.5 ** (step / PULL_STEPS) * (z - old).square().mean()
        mse = (out.detach() - x).square().mean().clamp(min=1e-9)
        return loss, {"psnr": 10 * torch.log10(4 / mse), "std": z.detach().std()}


def plan(steps: int, batch: int) -> Plan:
    return Plan(FOLDER, steps, rate=1e-3, batch=batch, warmup=100, cooldown=steps // 3, ema=0.998, weight_decay=0.0)
