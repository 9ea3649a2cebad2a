"""Figures on held-out icons beside plain enlargements, and a contact sheet."""

import json

import cv2
import numpy as np
import torch

from ..dataset import Dataset, on_colour
from ..paths import SHEETS
from ..scores import edge_scores
from . import network, pairs
from .export import shipped


@torch.no_grad()
def ours(net: network.Compact, small: np.ndarray) -> np.ndarray:
    """uint8 (h, w, 3) -> uint8 (4 h, 4 w, 4): colours on white, and alpha."""
    x = torch.from_numpy(np.ascontiguousarray(small)).permute(2, 0, 1)[None].float() / 255
    return (net(network.with_alpha(x))[0].clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()


def bicubic(small: np.ndarray) -> np.ndarray:
    return cv2.resize(small, (pairs.LARGE,) * 2, interpolation=cv2.INTER_CUBIC)


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    return float(-10 * np.log10(max(np.square(a.astype(np.float64) - b).mean() / 255**2, 1e-9)))


def held_out(kind: str) -> list[int]:
    data = Dataset.load()
    return [row for row in pairs.rows_of(kind) if data.records[row]["split"] == "picture"]


def table() -> None:
    """For both kinds of input: PSNR against the crisp rendering on white and F1 of its Canny edges (2 px), means; alpha's mean error."""
    net, crisp = shipped(), pairs.large()
    for kind in pairs.KINDS:
        rows = held_out(kind)
        small, sums = np.load(pairs.path(kind), mmap_mode="r"), []
        for row in rows:
            truth = np.ascontiguousarray(crisp[row])
            out, plain = ours(net, small[row]), bicubic(np.ascontiguousarray(small[row]))
            white = on_colour(truth)
            figures = [psnr(each, white) for each in (plain, out[..., :3])]
            figures += [edge_scores(white, np.ascontiguousarray(each))[0] for each in (plain, out[..., :3])]
            sums.append([*figures, np.abs(out[..., 3].astype(int) - truth[..., 3]).mean() / 255])
        names = ("bicubic psnr", "psnr", "bicubic f1", "f1", "alpha error")
        print(kind, len(rows), json.dumps({n: round(float(v), 3) for n, v in zip(names, np.mean(sums, 0))}), flush=True)


def sheet(count: int = 8, side: int = 160) -> None:
    """A row an icon: what the model drew, bicubic; ours; ours on blue by its alpha; the rendering."""
    net, crisp, rows = shipped(), pairs.large(), held_out("drawn")
    small, out = np.load(pairs.path("drawn"), mmap_mode="r"), []
    for row in np.random.default_rng(3).choice(rows, count, replace=False):
        picture = ours(net, small[row])
        alpha = picture[..., 3:].astype(np.float32) / 255
        cut = picture[..., :3] - 255 * (1 - alpha) + np.float32((90, 140, 220)) * (1 - alpha)
        shown = (bicubic(np.ascontiguousarray(small[row])), picture[..., :3], cut.clip(0, 255).astype(np.uint8), on_colour(np.ascontiguousarray(crisp[row])))
        out.append(np.hstack([cv2.resize(np.ascontiguousarray(s), (side * 2,) * 2, interpolation=cv2.INTER_AREA) for s in shown]))
    cv2.imwrite(str(SHEETS / "upscaler.webp"), np.vstack(out)[..., ::-1], [cv2.IMWRITE_WEBP_QUALITY, 82])
