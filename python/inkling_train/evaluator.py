"""A small classifier of our own: which emoji subgroup (Unicode's, by emojibase) a picture shows. It judges generated pictures.

It learns from real renders of all sets; held-out pictures and held-out names are held out here, too. The one that has judged
releases is kept beside this file, so that their figures can be compared.
"""

import json
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn

from . import captions
from .dataset import Dataset, on_colour
from .loop import Plan, load
from .paths import JUDGE, RUNS

FOLDER = RUNS / "evaluator"
SIDE = 64


@cache
def subgroups() -> dict[str, int]:
    """Plain emoji label -> its subgroup's number."""
    rows = json.loads(captions.EMOJIBASE.read_text())
    return {captions.plain(row["label"]): row["subgroup"] for row in rows if "subgroup" in row}


def label_of(record: dict) -> int | None:
    """None for icons that are no emoji."""
    return subgroups().get(record["words"])


def create() -> nn.Sequential:
    """0.9 M parameters on 64 px, logits of the subgroups."""
    count = max(subgroups().values()) + 1
    layers, before = [], 3
    for width in (32, 64, 128, 256):
        layers += [nn.Conv2d(before, width, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
        if width > 32:
            layers += [nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
        before = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.3), nn.Linear(before, count))


def seen(rgb: np.ndarray) -> torch.Tensor:
    """Pictures uint8 (n, h, w, 3) as the net takes them: (n, 3, 64, 64) in -1..1."""
    small = np.stack([cv2.resize(x, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for x in rgb])
    return torch.from_numpy(small).permute(0, 3, 1, 2).float().div(127.5).sub(1)


def shaken(rgb: np.ndarray, source: np.random.Generator) -> np.ndarray:
    """Turned, scaled, shifted and mirrored a little; blurred and noisy at times, as generated pictures are."""
    side = rgb.shape[0]
    turn = cv2.getRotationMatrix2D((side / 2 - 0.5,) * 2, source.uniform(-15, 15), source.uniform(0.7, 1.1))
    turn[:, 2] += source.uniform(-8, 8, 2)
    out = cv2.warpAffine(rgb, turn, (side, side), flags=cv2.INTER_AREA, borderValue=(255, 255, 255))
    if source.random() < 0.5:
        out = np.ascontiguousarray(out[:, ::-1])
    if source.random() < 0.4:
        out = cv2.GaussianBlur(out, (0, 0), source.uniform(0.5, 2.5))
    tint = source.normal(0, 10, 3) + source.normal(0, source.uniform(0, 12), out.shape)
    return (out + tint).clip(0, 255).astype(np.uint8)


class Stage:
    def __init__(self, data: Dataset, batch: int):
        self.data, self.batch = data, batch
        self.rows = np.array([r for r in data.rows("train") if label_of(data.records[r]) is not None])
        torch.manual_seed(0)
        self.modules = {"net": create()}

    def groups(self):
        return [{"params": list(self.modules["net"].parameters())}]

    def draw(self, source: np.random.Generator):
        rows = source.choice(self.rows, self.batch)
        x = seen(np.stack([shaken(on_colour(self.data.pictures[r]), source) for r in rows]))
        return {"x": x, "wanted": torch.tensor([label_of(self.data.records[r]) for r in rows])}

    def loss(self, step: int, drawn: dict, noise: torch.Generator):
        logits, wanted = self.modules["net"](drawn["x"]), drawn["wanted"]
        right = (logits.argmax(1) == wanted).float().mean()
        return F.cross_entropy(logits, wanted, label_smoothing=0.1), {"right": right.detach()}


def plan(steps: int, batch: int) -> Plan:
    return Plan(FOLDER, steps, rate=2e-3, batch=batch, warmup=100, cooldown=steps // 2, ema=0.998, weight_decay=0.05)


def trained(folder: Path = FOLDER) -> nn.Sequential:
    """The last checkpoint's averaged weights."""
    net = create()
    net.load_state_dict(load(folder / "last.pt")["ema"]["net"])
    return net.eval().requires_grad_(False)


def keep(net: nn.Module, path: Path = JUDGE) -> None:
    """Make this one the judge of releases, in half precision. Figures of earlier releases cannot be compared after that."""
    save_file({name: t.half() if t.is_floating_point() else t for name, t in net.state_dict().items()}, path)


def judge(path: Path = JUDGE) -> nn.Sequential:
    """The one that was kept. FileNotFoundError where there is none yet."""
    net = create()
    net.load_state_dict({name: t.float() if t.is_floating_point() else t for name, t in load_file(path).items()})
    return net.eval().requires_grad_(False)


@torch.no_grad()
def named(net: nn.Sequential, rgb: np.ndarray) -> np.ndarray:
    """The subgroup that each picture seems to show. uint8 (n, h, w, 3) -> int (n,)."""
    return net(seen(rgb)).argmax(1).numpy()


def accuracy(net: nn.Sequential, data: Dataset, part: str) -> float:
    """Share of the real pictures of a split that are named right."""
    rows = [r for r in data.rows(part) if label_of(data.records[r]) is not None]
    truth = np.array([label_of(data.records[r]) for r in rows])
    return float((named(net, np.stack([on_colour(data.pictures[r]) for r in rows])) == truth).mean())
