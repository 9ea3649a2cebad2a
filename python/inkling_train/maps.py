"""Maps made from flat art, for the nets that read colours and shape. uint8 RGBA with premultiplied alpha in, uint8 RGB out."""

import cv2
import numpy as np

from .dataset import on_colour
from .strokes import wobble_field

PAPER = 80  # an area of less alpha is bare paper
HEIGHT = 2 * np.pi  # of the normal map: ControlNet 1.0's


def regions(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Flat-coloured areas with wavering borders, as somebody paints them with a broad brush: no lines, no shading. Paper is white."""
    rgb, size = on_colour(rgba), rgba.shape[0]
    calm = cv2.medianBlur(rgb, int(rng.choice([3, 5, 7])))
    small = cv2.resize(calm, (size // 2, size // 2), interpolation=cv2.INTER_AREA)
    points = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float32)
    cv2.setRNGSeed(int(rng.integers(2**31)))
    until = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    _, labels, _ = cv2.kmeans(points, int(rng.integers(3, 8)), None, until, 1, cv2.KMEANS_PP_CENTERS)
    labels = cv2.medianBlur(labels.reshape(size // 2, size // 2).astype(np.uint8), int(rng.choice([3, 5, 7])))
    colours = np.array([small[labels == k].mean(0) if (labels == k).any() else (255,) * 3 for k in range(8)])
    colours += rng.normal(0, 4, colours.shape)
    solid = cv2.resize(rgba[..., 3], (size // 2, size // 2), interpolation=cv2.INTER_AREA)
    colours[[(solid[labels == k].mean() if (labels == k).any() else 0) < PAPER for k in range(8)]] = 255
    ys, xs = np.mgrid[:size, :size].astype(np.float32)
    shift = wobble_field(rng, size, rng.uniform(0, 1.5))
    where = cv2.remap(cv2.resize(labels, (size, size), interpolation=cv2.INTER_NEAREST), xs + shift[..., 0], ys + shift[..., 1],
                      cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    return colours.clip(0, 255).astype(np.uint8)[where]


def unpainted_black(areas: np.ndarray) -> np.ndarray:
    """The same on black paper, which is what the segmentation brush leaves where nothing was painted."""
    return np.where((areas == 255).all(-1, keepdims=True), 0, areas).astype(np.uint8)


def painted(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Regions on white or black paper."""
    areas = regions(rgba, rng)
    return areas if rng.random() < 0.5 else unpainted_black(areas)


def bulge(mask: np.ndarray) -> np.ndarray:
    """A mask blown up like a cushion: 0 at its border, 1 where it is thickest."""
    far = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    return np.sqrt(1 - (1 - far / max(1.0, float(far.max()))) ** 2)


def depth(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Near is white: the silhouette inflated, and on it, what it encloses in another colour. uint8 (h, w)."""
    solid = rgba[..., 3] > 40
    out = np.where(solid, 0.35 + 0.4 * bulge(solid), 0)
    grey = cv2.medianBlur(cv2.cvtColor(on_colour(rgba), cv2.COLOR_RGB2GRAY), 5)
    edges = cv2.dilate(cv2.Canny(grey, 40, 100), np.ones((2, 2), np.uint8)) > 0
    count, parts, stats, _ = cv2.connectedComponentsWithStats((solid & ~edges).astype(np.uint8), connectivity=4)
    border = cv2.dilate((~solid).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    for part in range(1, count):
        inside = parts == part
        if stats[part, cv2.CC_STAT_AREA] > 24 and not (inside & border).any():
            out = np.where(inside, out + 0.1 + 0.15 * bulge(inside), out)
    soft = cv2.GaussianBlur(out.astype(np.float32), (0, 0), rng.uniform(0.5, 2.0))
    return (255 * soft / max(soft.max(), 1e-3)).astype(np.uint8)


def normals(near: np.ndarray, background: float = 0.1) -> np.ndarray:
    """ControlNet 1.0's normal map of a depth map, uint8 (h, w) -> (h, w, 3)."""
    x, y = (cv2.Sobel(near.astype(np.float32), cv2.CV_32F, *d, ksize=3) for d in ((1, 0), (0, 1)))
    flat = near < background * 255
    x[flat], y[flat] = 0, 0
    out = np.stack([np.full_like(x, HEIGHT), y, x], -1)
    return (out / np.linalg.norm(out, axis=-1, keepdims=True) * 127.5 + 127.5).astype(np.uint8)


def bae(near: np.ndarray) -> np.ndarray:
    """The same as Bae et al.'s network paints normals (ControlNet 1.1): red to the left, green up, blue to the viewer."""
    return np.ascontiguousarray(normals(near)[..., ::-1])


def shape(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Depth in half of the cases, normals of either kind in the others."""
    near = depth(rgba, rng)
    kind = rng.integers(4)
    if kind < 2:
        return np.repeat(near[..., None], 3, -1)
    return normals(near) if kind == 2 else bae(near)
