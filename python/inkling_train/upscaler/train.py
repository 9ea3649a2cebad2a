"""The training stage: crops of pairs, turned, mirrored and recoloured; the autoencoder's loss on colours, L1 on alpha."""

import json

import numpy as np
import torch

from .. import loop
from ..autoencoder import loss_of
from ..dataset import Dataset, on_colour
from ..paths import CACHE, RUNS
from . import network, pairs

FOLDER = RUNS / "upscaler"
CROP = 44  # pixels of the small picture
ALPHA = 0.5  # weight of the alpha's error


class Stage:
    """See inkling_train.loop. Crops without any ink are drawn again: they teach nothing but white."""

    def __init__(self, data: Dataset, batch: int):
        torch.manual_seed(0)
        self.modules = {"upscaler": network.Compact().to(memory_format=torch.channels_last)}
        rows = json.loads((CACHE / "upscaler-rows.json").read_text())
        self.rows = np.array([row for row in rows if data.records[row]["split"] == "train"])
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
            row, kind = int(source.choice(self.rows)), str(source.choice(pairs.KINDS))
            y, x = source.integers(0, 128 - CROP + 1, 2)
            crisp = self.large[row, y * scale : (y + CROP) * scale, x * scale : (x + CROP) * scale]
            if crisp[::8, ::8, 3].any():
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
        loss = loss_of(2 * out[:, :3] - 1, 2 * large - 1) + ALPHA * (out[:, 3:] - alpha).abs().mean()
        mse = (out[:, :3].detach().clamp(0, 1) - large).square().mean().clamp(min=1e-9)
        return loss, {"psnr": -10 * torch.log10(mse)}


def plan(steps: int, batch: int, cooldown: int) -> loop.Plan:
    return loop.Plan(FOLDER, steps, rate=1.5e-3, batch=batch, warmup=100, cooldown=cooldown, ema=0.998, weight_decay=0.0, save_s=180)


def trained() -> network.Compact:
    net = network.Compact()
    net.load_state_dict(loop.load(FOLDER / "last.pt")["ema"]["upscaler"])
    return net.eval()
