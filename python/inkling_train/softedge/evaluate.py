"""Figures on held-out scenes beside reference detectors, and a contact sheet of real photographs."""

import json

import cv2
import numpy as np
import torch
from scipy.ndimage import distance_transform_edt

from ..paths import PYTHON, SHEETS
from . import train
from .export import shipped

NEAR = 2  # pixels by which an edge may miss its place
LEVELS = np.linspace(0.05, 0.95, 19)


def thinned(soft: np.ndarray) -> np.ndarray:
    """Ridges of a soft map: what is no smaller than both neighbours across it in one of four directions."""
    soft = cv2.GaussianBlur(soft, (0, 0), 1)
    keep = np.zeros(soft.shape, bool)
    for kernel in ([[0, 0, 0], [1, 1, 1], [0, 0, 0]], [[0, 1, 0]] * 3, np.eye(3), np.eye(3)[::-1]):
        keep |= cv2.dilate(soft, np.array(kernel, np.uint8)) == soft
    return soft * keep


def counts(found: np.ndarray, edge: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Found edge pixels that are right, that are there, true edge pixels that are found, that are there."""
    near_edge = distance_transform_edt(~edge) <= NEAR
    near_found = distance_transform_edt(~found) <= NEAR if found.any() else np.zeros_like(found)
    found, edge = found & known, edge & known
    return np.array([(found & near_edge).sum(), found.sum(), (edge & near_found).sum(), edge.sum()])


def best(sums: np.ndarray) -> tuple[float, float, float, int]:
    """F1, precision, recall and index of the best of several settings, over all pictures together (ODS)."""
    precision = sums[:, 0] / np.maximum(sums[:, 1], 1)
    recall = sums[:, 2] / np.maximum(sums[:, 3], 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    at = int(f1.argmax())
    return float(f1[at]), float(precision[at]), float(recall[at]), at


@torch.no_grad()
def soft_edges(net, rgb: np.ndarray) -> np.ndarray:
    """0..1 for a picture of any size, which is padded to 64."""
    height, width = rgb.shape[:2]
    padded = np.pad(rgb, ((0, -height % 64), (0, -width % 64), (0, 0)), mode="edge")
    logits = net(torch.from_numpy(np.ascontiguousarray(padded)).permute(2, 0, 1)[None].float() / 255)
    return torch.sigmoid(logits)[0, 0, :height, :width].numpy()


def detectors(net) -> dict:
    """Name -> function of a picture that gives one binary map for each of its settings."""

    def canny(blur: float):
        def run(rgb):
            grey = cv2.GaussianBlur(rgb, (0, 0), blur) if blur else rgb
            return [cv2.Canny(grey, high / 2, high) > 0 for high in np.linspace(20, 500, 25)]

        return run

    def sobel(rgb):
        from skimage import filters

        grey = cv2.cvtColor(cv2.GaussianBlur(rgb, (0, 0), 1), cv2.COLOR_RGB2GRAY) / 255
        steep = thinned(filters.sobel(grey).astype(np.float32))
        return [steep > level for level in np.linspace(0.01, 0.25, 25)]

    def ours(rgb):
        ridges = thinned(soft_edges(net, rgb))
        return [ridges > level for level in LEVELS]

    return {
        "softedge-inkling": ours,
        "OpenCV Canny": canny(0),
        "OpenCV Canny, Gaussian 1": canny(1),
        "OpenCV Canny, Gaussian 2": canny(2),
        "scikit-image Sobel, thinned": sobel,
    }


def table() -> None:
    scenes = np.load(train.HELD_OUT, mmap_mode="r")
    rows = {}
    for name, detect in detectors(shipped()).items():
        sums = 0
        for scene in scenes:
            edge, known = scene[..., 3] > 127, scene[..., 4] > 0
            sums = sums + np.stack([counts(found, edge, known) for found in detect(np.ascontiguousarray(scene[..., :3]))])
        rows[name] = dict(zip(("f1", "precision", "recall"), (round(v, 3) for v in best(sums)[:3])))
        print(name, json.dumps(rows[name]), flush=True)
    print(f"{len(scenes)} scenes of 256x256")


def photos() -> dict[str, np.ndarray]:
    """Real photographs that come with packages (pip install scikit-learn matplotlib for the last ones)."""
    from skimage import data

    out = {name: getattr(data, name)() for name in ("astronaut", "coffee", "chelsea", "rocket", "camera")}
    try:
        from sklearn.datasets import load_sample_image

        out |= {name: load_sample_image(f"{name}.jpg") for name in ("china", "flower")}
    except ImportError:
        pass
    try:
        import matplotlib.cbook

        with matplotlib.cbook.get_sample_data("grace_hopper.jpg") as file:
            out["hopper"] = cv2.imdecode(np.frombuffer(file.read(), np.uint8), cv2.IMREAD_COLOR)[..., ::-1]
    except ImportError:
        pass
    return {name: np.ascontiguousarray(p if p.ndim == 3 else np.repeat(p[..., None], 3, 2)) for name, p in out.items()}


def sheet(height: int = 200) -> None:
    """A row a photograph: the picture, Canny 100/200, soft edges, scribble."""
    net, rows = shipped(), []
    for rgb in photos().values():
        scale = 512 / min(rgb.shape[:2])
        rgb = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
        soft = (soft_edges(net, rgb) * 255).astype(np.uint8)
        tiles = [rgb, *(np.repeat(t[..., None], 3, 2) for t in (cv2.Canny(rgb, 100, 200), soft, scribble(soft)))]
        middle = rgb.shape[1] // 2
        tiles = [t[:512, max(0, middle - 256) :][:, :512] for t in tiles]
        rows.append(np.hstack([cv2.resize(t, (height, height), interpolation=cv2.INTER_AREA) for t in tiles]))
    SHEETS.mkdir(exist_ok=True)
    cv2.imwrite(str(SHEETS / "softedge-photos.png"), np.vstack(rows)[..., ::-1])
    cv2.imwrite(str(PYTHON.parent / "docs" / "softedge.jpg"), np.vstack(rows)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 70])


def scribble(soft: np.ndarray) -> np.ndarray:
    """The app's scribble_inkling: widened (these lines are thinner than HED's), then controlnet_aux's nms(127, 3), blur, > 4."""
    wide = cv2.dilate(soft, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    x = cv2.GaussianBlur(wide.astype(np.float32), (0, 0), 3.0)
    y = np.zeros_like(x)
    for kernel in ([[0, 0, 0], [1, 1, 1], [0, 0, 0]], [[0, 1, 0]] * 3, np.eye(3), np.eye(3)[::-1]):
        np.putmask(y, cv2.dilate(x, np.array(kernel, np.uint8)) == x, x)
    ridges = (y > 127).astype(np.uint8) * 255
    return np.where(cv2.GaussianBlur(ridges, (0, 0), 3.0) > 4, 255, 0).astype(np.uint8)
