"""The training stage: parts of made scenes, turned, mirrored and recoloured; weighted cross entropy.

Everything random comes from the step's number (see inkling_train.loop), so a resumed run repeats an unbroken one.
"""

import numpy as np
import torch
from torch.nn import functional as F

from .. import loop
from ..paths import CACHE, RUNS
from . import network, scenes

FOLDER = RUNS / "softedge"
SCENES = CACHE / "softedge-train.npy"
HELD_OUT = CACHE / "softedge-held-out.npy"
CROP = 160
EDGE_WEIGHT = 3.0  # edges are few: each counts as much as so many places without one


def recoloured(image: torch.Tensor, source: np.random.Generator) -> torch.Tensor:
    """Another white balance, gamma, contrast; sometimes negative, sometimes noisy. [3,H,W] in 0..1."""
    image = image[torch.from_numpy(source.permutation(3))]
    gain, lift = source.normal(1, 0.15) + source.normal(0, 0.08, 3), source.normal(0, 0.06)
    image = (image * torch.tensor(gain, dtype=torch.float32)[:, None, None] + lift).clamp(0, 1) ** source.uniform(0.7, 1.4)
    if source.random() < 0.1:
        image = 1 - image
    if source.random() < 0.25:
        noise = torch.from_numpy(source.standard_normal(image.shape, np.float32))
        image = image + noise * source.uniform(0, 0.05)
    return image.clamp(0, 1)


def part(scene: np.ndarray, source: np.random.Generator, crop: int = CROP):
    """Image [3,crop,crop] in 0..1, edges and weights [1,crop,crop] out of a scene."""
    y, x = source.integers(0, scene.shape[0] - crop + 1), source.integers(0, scene.shape[1] - crop + 1)
    cut = np.rot90(scene[y : y + crop, x : x + crop], source.integers(4))
    if source.random() < 0.5:
        cut = cut[:, ::-1]
    tensor = torch.from_numpy(np.ascontiguousarray(cut)).permute(2, 0, 1).float() / 255
    return recoloured(tensor[:3], source), tensor[3:4], tensor[4:5]


def edge_loss(logits: torch.Tensor, edge: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Cross entropy with softened edges: the neighbours of an edge are half an edge."""
    soft = torch.maximum(edge, 0.5 * F.max_pool2d(edge, 3, 1, 1))
    each = F.binary_cross_entropy_with_logits(logits, soft, reduction="none")
    scale = weight * (1 + (EDGE_WEIGHT - 1) * soft)
    return (each * scale).sum() / scale.sum()


class Stage:
    """See inkling_train.loop."""

    def __init__(self, data: np.ndarray, batch: int):
        torch.manual_seed(0)
        self.net = network.EdgeNet().to(memory_format=torch.channels_last)  # nearly twice as fast on CPUs
        self.modules = {"edge": self.net}
        self.data, self.batch = data, batch

    def groups(self):
        return [{"params": list(self.net.parameters())}]

    def draw(self, source: np.random.Generator):
        rows = source.integers(0, len(self.data), self.batch)
        parts = [part(self.data[row], source) for row in rows]
        image, edge, weight = (torch.stack(column) for column in zip(*parts))
        return {"image": image.contiguous(memory_format=torch.channels_last), "edge": edge, "weight": weight}

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        return edge_loss(self.modules["edge"](drawn["image"]), drawn["edge"], drawn["weight"]), {}


def plan(steps: int, batch: int, cooldown: int) -> loop.Plan:
    return loop.Plan(FOLDER, steps, rate=3e-3, batch=batch, warmup=60, cooldown=cooldown, ema=0.99, save_s=120)


def trained() -> network.EdgeNet:
    net = network.EdgeNet()
    net.load_state_dict(loop.load(FOLDER / "last.pt")["ema"]["edge"])
    return net.eval()


def build_scenes(count: int) -> None:
    scenes.build(HELD_OUT, 48, "picture", seed=1)
    scenes.build(SCENES, count, "train", seed=0)
