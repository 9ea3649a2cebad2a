"""The training stage: crops of pairs, turned, mirrored and recoloured; L1, slopes and squares of colours, L1 of alpha."""

import numpy as np
import torch

from .. import loop
from ..dataset import Dataset, on_colour
from ..paths import RUNS
from . import network, pairs

FOLDER = RUNS / "upscaler"
CROP = 64  # pixels of the small picture
RATE = 4.8e-3  # Muon's
DRAWN = 0.4  # share of the crops that the base drew
ALPHA = 0.5  # weight of the alpha's error


def loss_of(d: torch.Tensor) -> torch.Tensor:
    """What the error (n, c, h, w) of colours in 0..1 costs. L1 keeps edges crisp, slopes more so, squares are what PSNR counts."""
    across, down = d[..., 1:] - d[..., :-1], d[..., 1:, :] - d[..., :-1, :]
    return d.abs().mean() + 0.5 * (across.abs().mean() + down.abs().mean()) + 2 * d.square().mean()


class Stage:
    """See inkling_train.loop. Crops without any ink are drawn again: they teach nothing but white."""

    def __init__(self, data: Dataset, batch: int):
        torch.manual_seed(0)
        self.modules = {"upscaler": network.Compact().to(memory_format=torch.channels_last)}
        self.rows = {kind: [row for row in pairs.rows_of(kind) if data.records[row]["split"] == "train"] for kind in pairs.KINDS}
        self.small = {kind: np.load(pairs.path(kind), mmap_mode="r") for kind in pairs.KINDS}
        self.large, self.batch = pairs.large(), batch

    def groups(self):
        return [{"params": list(self.modules["upscaler"].parameters())}]

    def draw(self, source: np.random.Generator):
        parts = [self.part(source) for _ in range(self.batch)]
        return {name: torch.from_numpy(np.stack([part[name] for part in parts])) for name in parts[0]}

    def part(self, source: np.random.Generator) -> dict[str, np.ndarray]:
        scale = network.SCALE
        for _ in range(4):
            kind = "drawn" if source.random() < DRAWN and self.rows["drawn"] else "decoded"
            row = self.rows[kind][source.integers(len(self.rows[kind]))]
            y, x = source.integers(0, 128 - CROP + 1, 2)
            crisp = self.large[row, y * scale : (y + CROP) * scale, x * scale : (x + CROP) * scale]
            if crisp[::8, ::8, 3].std() > 0 or crisp[::8, ::8, :3].std(axis=(0, 1)).any():
                break
        turns, mirror, order = source.integers(4), source.random() < 0.5, source.permutation(3)

        def moved(picture: np.ndarray) -> np.ndarray:
            picture = np.rot90(picture, turns)
            picture = picture[:, ::-1] if mirror else picture
            return np.ascontiguousarray(picture.transpose(2, 0, 1))

        crisp = np.ascontiguousarray(crisp)
        return {
            "small": moved(self.small[kind][row, y : y + CROP, x : x + CROP][..., order]),
            "large": moved(on_colour(crisp)[..., order]),
            "alpha": moved(crisp[..., 3:]),
        }

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        small, large, alpha = (drawn[name].float() / 255 for name in ("small", "large", "alpha"))
        x = network.with_alpha(small).contiguous(memory_format=torch.channels_last)
        out = self.modules["upscaler"](x)
        loss = loss_of(out[:, :3] - large) + ALPHA * (out[:, 3:] - alpha).abs().mean()
        mse = (out[:, :3].detach().clamp(0, 1) - large).square().mean().clamp(min=1e-9)
        return loss, {"psnr": -10 * torch.log10(mse)}


def plan(steps: int, batch: int, cooldown: int) -> loop.Plan:
    return loop.Plan(FOLDER, steps, rate=RATE, batch=batch, warmup=50, cooldown=cooldown, ema=0.99, weight_decay=0.0, save_s=120, muon=True)


def trained() -> network.Compact:
    net = network.Compact()
    net.load_state_dict(loop.load(FOLDER / "last.pt")["ema"]["upscaler"])
    return net.eval()
