"""Made scenes whose boundaries are known: shapes and icons lying on one another, lit, shaded, textured, photographed badly.

A scene is uint8 (SIZE, SIZE, 5): red, green, blue, edge (0..255), weight (255 counts, 0 does not: what nobody could see).
"""

import multiprocessing
from pathlib import Path

import cv2
import numpy as np

from ..paths import CACHE
from .textures import Rng, clouds, fill

SIZE = 256
FAINT = 9  # a boundary across which nothing differs by more grey levels than this is nobody's fault


def smooth_radius(rng: Rng, points: int) -> np.ndarray:
    """A closed wavy outline: radius about 1 at each angle."""
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    out = np.ones(points)
    for k in range(1, 7):
        out += rng.normal(0, 0.28 / k) * np.cos(k * angle + rng.uniform(0, 2 * np.pi))
    return np.maximum(out, 0.2)


def outline(rng: Rng) -> np.ndarray:
    """Corners of a shape of about unit size around 0: polygon, box, star, blob, ellipse."""
    kind = rng.integers(5)
    if kind == 0:
        corners = rng.integers(3, 8)
        angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
        radius = rng.uniform(0.5, 1.1, corners)
    elif kind == 1:
        half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (1, rng.uniform(0.15, 1))
        return half + rng.normal(0, 0.05, (4, 2))
    elif kind == 2:
        angle = np.linspace(0, 2 * np.pi, 2 * rng.integers(3, 9), endpoint=False)
        radius = np.where(np.arange(len(angle)) % 2, rng.uniform(0.3, 0.9), 1)
    elif kind == 3:
        angle = np.linspace(0, 2 * np.pi, 64, endpoint=False)
        radius = smooth_radius(rng, 64)
    else:
        angle = np.linspace(0, 2 * np.pi, 64, endpoint=False)
        radius = np.ones(64)
    return np.stack([np.cos(angle) * radius, np.sin(angle) * radius * rng.uniform(0.3, 1)], 1)


def shape_mask(rng: Rng, size: float) -> np.ndarray:
    """Coverage 0..1 of a filled shape or a thick curve somewhere in the scene."""
    mask = np.zeros((SIZE, SIZE), np.uint8)
    angle, middle = rng.uniform(0, 2 * np.pi), rng.uniform(-0.1, 1.1, 2) * SIZE
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    if rng.random() < 0.15:
        steps = rng.normal(0, 0.35, (5, 2)) + (0.5, 0)
        points = cv2.resize(np.cumsum(steps, 0).astype(np.float32), (2, 40), interpolation=cv2.INTER_CUBIC) - (1, 0)
        points = (points @ turn * size + middle) * 16
        cv2.polylines(mask, [points.astype(np.int32)], False, 255, int(rng.integers(2, 14)), cv2.LINE_AA, 4)
    else:
        points = (outline(rng) @ turn * size + middle) * 16
        cv2.fillPoly(mask, [points.astype(np.int32)], 255, cv2.LINE_AA, 4)
    return mask.astype(np.float32) / 255


def around(mask: np.ndarray, margin: int = 6) -> tuple[slice, slice] | None:
    """The part of the scene that something of this coverage can change."""
    left, top, width, height = cv2.boundingRect((mask > 0).astype(np.uint8))
    if width * height < 9:
        return None
    return slice(max(0, top - margin), top + height + margin), slice(max(0, left - margin), left + width + margin)


def edge_of(mask: np.ndarray) -> np.ndarray:
    """1 where coverage passes one half: a band of two pixels."""
    inside = (mask > 0.5).astype(np.uint8)
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    return (cv2.dilate(inside, cross) - cv2.erode(inside, cross)).astype(np.float32)


def regions(rgb: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Boundaries between the plain colours of vector art, and how much each counts: between clear and faint is unknown."""
    flat = cv2.medianBlur(np.clip(rgb, 0, 255).astype(np.uint8), 3)
    kernel = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    step = (cv2.dilate(flat, kernel).astype(np.int16) - cv2.erode(flat, kernel)).max(-1)
    inside = cv2.erode((mask > 0.5).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    clear = (step > 48) & inside
    return clear.astype(np.float32), ~((step > 14) & ~clear & inside)


def icon(rng: Rng, pictures: np.ndarray, rows: np.ndarray, size: float):
    """Colours, coverage, inner boundaries and their weights of a picture from the icon sets, turned and placed."""
    rgba = pictures[rng.choice(rows)].astype(np.float32)
    scale = size * 2 / 128
    matrix = cv2.getRotationMatrix2D((64, 64), rng.normal(0, 25), scale)
    matrix[:, 2] += rng.uniform(0, 1, 2) * SIZE - 64
    if rng.random() < 0.5:
        rgba = rgba[:, ::-1]
    flags = cv2.INTER_LINEAR if scale > 0.7 else cv2.INTER_AREA
    placed = cv2.warpAffine(np.ascontiguousarray(rgba), matrix, (SIZE, SIZE), flags=flags)
    mask = placed[..., 3] / 255
    rgb = placed[..., :3] / np.maximum(mask, 1 / 255)[..., None]
    return rgb, mask, *regions(rgb, mask)


def light(rng: Rng, mask: np.ndarray) -> np.ndarray:
    """Shading of a solid: brighter on one side, from the distance to its border."""
    inside = (mask > 0.5).astype(np.uint8)
    depth = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    round_ = cv2.GaussianBlur(np.sqrt(np.minimum(depth, rng.uniform(4, 40))), (0, 0), 2)
    angle = rng.uniform(0, 2 * np.pi)
    slope = cv2.Sobel(round_, cv2.CV_32F, 1, 0, ksize=3) * np.cos(angle) + cv2.Sobel(round_, cv2.CV_32F, 0, 1, ksize=3) * np.sin(angle)
    return 1 + np.clip(slope * rng.uniform(0, 0.4), -0.6, 0.6)


def shadow(rng: Rng, image: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Darkens where `mask`, moved and blurred, falls: shadows are no boundaries."""
    move = np.float32([[1, 0, rng.normal(0, 8)], [0, 1, rng.normal(0, 8)]])
    soft = cv2.GaussianBlur(cv2.warpAffine(mask, move, (SIZE, SIZE)), (0, 0), rng.uniform(1.5, 12))
    return image * (1 - soft * rng.uniform(0.1, 0.6))[..., None]


def photographed(rng: Rng, image: np.ndarray) -> np.ndarray:
    """Light, lens, sensor, JPEG."""
    if rng.random() < 0.5:
        image = image * np.exp(clouds(rng, SIZE) * 0.05 + rng.normal(0, 0.05))
    if rng.random() < 0.3:
        image = shadow(rng, image, shape_mask(rng, rng.uniform(30, 150)))
    if rng.random() < 0.6:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.5))
    image = 255 * (np.clip(image, 0, 255) / 255) ** rng.uniform(0.6, 1.6)
    low, high = rng.uniform(0, 50), rng.uniform(150, 255)
    image = low + image * (high - low) / 255
    if rng.random() < 0.15:
        image = np.repeat(image.mean(-1, keepdims=True), 3, -1)
    if rng.random() < 0.7:
        grain = rng.normal(0, rng.uniform(1, 12), (SIZE, SIZE, 3 if rng.random() < 0.5 else 1)).astype(np.float32)
        image = image + (cv2.GaussianBlur(grain, (0, 0), 0.7).reshape(grain.shape) * 1.6 if rng.random() < 0.4 else grain)
    image = np.clip(image, 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 96))])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return image


def scene(rng: Rng, pictures: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """One scene, see the top of the file. `rows`: the pictures that may be used."""
    image, edge = fill(rng, SIZE).copy(), np.zeros((SIZE, SIZE), np.float32)
    weight = np.ones((SIZE, SIZE), bool)
    icons = rng.choice((0, 0.25, 0.7))
    for _ in range(int(rng.choice((3, 8, 16, 28)) * rng.uniform(0.7, 1.4))):
        size = float(np.clip(17 / rng.uniform(0.05, 1) ** 0.9, 12, 150))
        drawn = icon(rng, pictures, rows, max(size, 20)) if rng.random() < icons else None
        mask = drawn[1] if drawn else shape_mask(rng, size)
        part = around(mask)
        if part is None:
            continue
        if rng.random() < 0.4:
            image = shadow(rng, image, mask)
        mask = mask[part]
        if drawn:
            rgb, inner, known = drawn[0][part], drawn[2][part], drawn[3][part]
        else:
            rgb, inner, known = fill(rng, max(mask.shape))[: mask.shape[0], : mask.shape[1]], 0.0, True
            if rng.random() < 0.5:
                rgb = rgb * light(rng, mask)[..., None]
        soft = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.6, 2)) if rng.random() < 0.15 else mask
        image[part] = image[part] * (1 - soft[..., None]) + rgb * soft[..., None]
        hidden = mask > 0.5
        edge[part] = np.maximum(np.where(hidden, 0, edge[part]), np.maximum(edge_of(mask), inner))
        weight[part] = np.where(hidden, known, weight[part])
    seen = cv2.GaussianBlur(np.clip(image, 0, 255), (0, 0), 1.2)
    kernel = np.ones((5, 5), np.uint8)
    contrast = (cv2.dilate(seen, kernel) - cv2.erode(seen, kernel)).max(-1)
    weight = weight & ~((edge > 0) & (contrast < FAINT))
    rgb = photographed(rng, image.astype(np.float32))
    return np.dstack([rgb, (edge * 255).astype(np.uint8), weight.astype(np.uint8) * 255])


def _make(task: tuple[int, int, str]) -> np.ndarray:
    from ..dataset import Dataset

    seed, index, part = task
    if _make.data is None:
        cv2.setNumThreads(1)
        _make.data = Dataset.load(CACHE)
    rows = _make.data.rows("train") if part == "train" else _make.data.rows("picture")
    return scene(np.random.default_rng([seed, index]), _make.data.pictures, rows)


_make.data = None


def build(path: Path, count: int, part: str = "train", seed: int = 0, processes: int = 2) -> None:
    """Writes `count` scenes as one array; held-out scenes use held-out icons."""
    path.parent.mkdir(parents=True, exist_ok=True)
    out = np.lib.format.open_memmap(path, "w+", np.uint8, (count, SIZE, SIZE, 5))
    with multiprocessing.Pool(processes) as pool:
        for index, made in enumerate(pool.imap(_make, ((seed, i, part) for i in range(count)), 8)):
            out[index] = made
    out.flush()
