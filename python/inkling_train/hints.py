"""Hints: white strokes on black, from clean Canny lines to what a hurried hand draws with a thick pen.

Input is always a picture on white, uint8 (128, 128, 3); output float32 (128, 128) in 0..1.
"""

import cv2
import numpy as np

LEAST = 0.004  # a hint whose mean is below this says nothing and is replaced by the plain Canny one


def canny(rgb: np.ndarray, low: int = 60, high: int = 140) -> np.ndarray:
    """Union of the three channels' Canny edges: coloured shapes of equal lightness keep their border. -> uint8 0/255."""
    soft = cv2.GaussianBlur(rgb, (3, 3), 0)
    edges = [cv2.Canny(np.ascontiguousarray(soft[..., c]), low, high) for c in range(3)]
    return np.maximum.reduce(edges)


def wobble_field(rng: np.random.Generator, size: int, amount: float) -> np.ndarray:
    """Smooth random shifts in pixels, float32 (size, size, 2), coarse and fine."""
    coarse = cv2.resize(rng.normal(0, amount, (4, 4, 2)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(rng.normal(0, amount * 0.5, (14, 14, 2)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    return coarse + fine


def with_gaps(points: np.ndarray, rng: np.random.Generator, rate: float) -> list[np.ndarray]:
    """A stroke (n, 2) as the pieces left after `rate` of it is rubbed out here and there."""
    count = rng.poisson(rate * len(points) / 12)
    keep = np.ones(len(points), bool)
    for _ in range(count):
        start = rng.integers(len(points))
        keep[start : start + int(rng.integers(4, 16))] = False
    cuts = np.flatnonzero(np.diff(keep.astype(np.int8))) + 1
    return [piece for piece, on in zip(np.split(points, cuts), np.split(keep, cuts)) if on[0] and len(piece) > 2]


def scribble(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Trace the contours as strokes: simplified, wobbling, with gaps, some missing, some drawn twice, 1 to 12 px thick."""
    size = rgb.shape[0]
    level = int(rng.integers(60, 200))
    blur = int(rng.choice([3, 5, 7]))
    edges = canny(cv2.medianBlur(np.ascontiguousarray(rgb), blur), level // 2, level)
    if rng.random() < 0.25:  # only the outline
        ink = ((255 - rgb.astype(np.int32)).max(-1) > 24).astype(np.uint8)
        edges = cv2.morphologyEx(ink, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) * 255
    contours, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    thickness = int(np.clip(np.round(np.exp(rng.normal(1.0, 0.6))), 1, 12))
    shortest = max(10, thickness * 4) * rng.uniform(0.7, 1.8)
    contours = [c[:, 0].astype(np.float32) for c in contours if len(c) >= shortest]
    missing = rng.uniform(0, 0.3) if len(contours) > 3 else 0.0
    simplify, gaps = rng.uniform(0, 2.0), rng.uniform(0, 0.5) * (rng.random() < 0.6)
    amount = rng.uniform(0, 1.6)
    out = np.zeros((size, size), np.uint8)
    for _ in range(2 if rng.random() < 0.15 else 1):
        field = wobble_field(rng, size, amount)
        for points in contours:
            if len(points) < 60 and rng.random() < missing:
                continue
            for piece in with_gaps(points, rng, gaps):
                if simplify > 0.5:
                    piece = cv2.approxPolyDP(piece[:, None], simplify, False)[:, 0]
                at = np.clip(piece.round().astype(int), 0, size - 1)
                moved = piece + field[at[:, 1], at[:, 0]]
                cv2.polylines(out, [np.round(moved * 16).astype(np.int32)], False, 255, thickness, cv2.LINE_AA, 4)
    return out.astype(np.float32) / 255


def hint(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A hint of random kind: 35 % Canny, 55 % scribbles, 10 % soft edges."""
    kind = rng.random()
    if kind < 0.35:
        low = int(rng.integers(30, 120))
        out = canny(rgb, low, int(low * rng.uniform(1.5, 3))).astype(np.float32) / 255
        if rng.random() < 0.4:
            out = cv2.dilate(out, np.ones((2, 2), np.uint8))
    else:
        out = scribble(rgb, rng)
        for _ in range(4):
            if out.mean() < 0.4:
                break
            out = scribble(rgb, rng)
        if kind > 0.9:
            out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.6, 2.0))
            out /= max(out.max(), 1e-3)
    if out.mean() < LEAST:
        out = canny(rgb, 20, 60).astype(np.float32) / 255
    return out
