"""Hints: white strokes on black, from clean Canny lines to what a hurried hand draws with a thick pen.

Input is always a picture on white, uint8 (128, 128, 3); output float32 (128, 128) in 0..1.
"""

import cv2
import numpy as np

from . import strokes

LEAST = 0.004  # a hint whose mean is below this says nothing and is replaced by the plain Canny one
SHARES = {"canny": 0.3, "straight": 0.08, "scribble": 0.52, "soft": 0.1}


def canny(rgb: np.ndarray, low: int = 60, high: int = 140) -> np.ndarray:
    """Union of the three channels' Canny edges: coloured shapes of equal lightness keep their border. -> uint8 0/255."""
    soft = cv2.GaussianBlur(rgb, (3, 3), 0)
    edges = [cv2.Canny(np.ascontiguousarray(soft[..., c]), low, high) for c in range(3)]
    return np.maximum.reduce(edges)


def any_canny(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    low = int(rng.integers(30, 120))
    out = canny(rgb, low, int(low * rng.uniform(1.5, 3)))
    if rng.random() < 0.4:
        out = cv2.dilate(out, np.ones((2, 2), np.uint8))
    return out.astype(np.float32) / 255


def straight(rgb: np.ndarray, shortest: float = 8.0, thickness: int = 1) -> np.ndarray:
    """Straight segments as M-LSD's maps show them, found by OpenCV's LSD; curves and what is shorter (px) are left out."""
    found = cv2.createLineSegmentDetector().detect(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))[0]
    out = np.zeros(rgb.shape[:2], np.uint8)
    for x1, y1, x2, y2 in () if found is None else found.reshape(-1, 4):
        if np.hypot(x2 - x1, y2 - y1) >= shortest:
            cv2.line(out, (int(x1), int(y1)), (int(x2), int(y2)), 255, thickness)
    return out.astype(np.float32) / 255


def any_straight(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return straight(rgb, rng.uniform(5, 14), int(rng.integers(1, 3)))


def scribble(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The contours, or only the outline, as a hand of any skill draws them; what is thin often in one stroke, some lines missing."""
    level = int(rng.integers(60, 200))
    blur = int(rng.choice([3, 5, 7]))
    edges = canny(cv2.medianBlur(np.ascontiguousarray(rgb), blur), level // 2, level)
    if rng.random() < 0.25:
        ink = ((255 - rgb.astype(np.int32)).max(-1) > 24).astype(np.uint8)
        edges = cv2.morphologyEx(ink, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) * 255
    if rng.random() < 0.5:
        edges = strokes.in_one_go(edges, int(rng.integers(3, 10)))
    hand = strokes.Hand.any(rng)
    shortest = max(4, hand.thickness * 1.2) * rng.uniform(0.7, 1.8)
    lines = [line for line in strokes.traced(edges) if len(line) >= shortest]
    missing = rng.uniform(0, 0.3) if len(lines) > 3 else 0.0
    lines = [line for line in lines if len(line) >= 25 or rng.random() >= missing]
    return strokes.drawn(lines, rgb.shape[0], hand, rng, twice=rng.random() < 0.15).astype(np.float32) / 255


def thin_enough(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A scribble that doesn't flood the paper."""
    for _ in range(5):
        out = scribble(rgb, rng)
        if out.mean() < 0.4:
            break
    return out


def soft(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A scribble as HED's soft edges show it."""
    out = cv2.GaussianBlur(thin_enough(rgb, rng), (0, 0), rng.uniform(0.6, 2.0))
    return out / max(out.max(), 1e-3)


DRAWS = {"canny": any_canny, "straight": any_straight, "scribble": thin_enough, "soft": soft}


def hint(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A hint of random kind, in the shares of SHARES."""
    out = DRAWS[str(rng.choice(list(SHARES), p=list(SHARES.values())))](rgb, rng)
    return out if out.mean() >= LEAST else canny(rgb, 20, 60).astype(np.float32) / 255
