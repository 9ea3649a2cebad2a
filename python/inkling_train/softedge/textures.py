"""Fills: colours, gradients and textures, float32 (h, w, 3) in 0..255. What is inside a fill is never a boundary."""

from functools import cache

import cv2
import numpy as np

Rng = np.random.Generator
STORED = 400  # side of a stored texture; scenes take parts of it
BANK = 160


@cache
def _places(size: int) -> np.ndarray:
    """Column and row of each pixel, -0.5..0.5."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    return np.stack([x, y])


def colour(rng: Rng) -> np.ndarray:
    """Any colour, dull ones more often than bright ones."""
    grey = rng.uniform(0, 255)
    return np.clip(grey + rng.normal(0, rng.choice((8, 30, 80)), 3), 0, 255).astype(np.float32)


def gradient(rng: Rng, size: int) -> np.ndarray:
    """Linear or round, between two colours."""
    x, y = _places(size)
    angle = rng.uniform(0, 2 * np.pi)
    if rng.random() < 0.6:
        t = x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle)) + np.float32(0.5)
    else:
        t = cv2.magnitude(x - np.float32(rng.uniform(-0.5, 0.5)), y - np.float32(rng.uniform(-0.5, 0.5))) * np.float32(rng.uniform(0.8, 1.6))
    t = np.clip(t, 0, 1)[..., None]
    a = colour(rng)
    b = np.clip(a + rng.normal(0, 50, 3), 0, 255) if rng.random() < 0.7 else colour(rng)
    return a + (b - a).astype(np.float32) * t


def clouds(rng: Rng, size: int, channels: int = 1) -> np.ndarray:
    """Noise of several scales, zero mean, unit deviation; some of it stretched along a direction (grain, hair, water)."""
    out = np.zeros((size, size, channels), np.float32)
    fall = rng.uniform(0.4, 1.1)
    stretch = rng.choice((1, 1, 1, 2, 4, 8))
    cell, octave = rng.choice((1, 2, 4, 8)), 0
    while cell < size // 2 and octave < 5:
        shape = (max(2, int(size / cell / stretch) + 1), size // cell + 1)
        grid = rng.normal(0, 1, (*shape, channels)).astype(np.float32)
        large = cv2.resize(grid, (size, size), interpolation=cv2.INTER_CUBIC).reshape(size, size, channels)
        out += large * (2**octave) ** fall
        cell, octave = cell * 2, octave + 1
    if stretch > 1 and rng.random() < 0.8:
        out = turned(out, rng.uniform(0, 180)).reshape(size, size, channels)
    return (out - out.mean()) / (out.std() + 1e-6)


def turned(field: np.ndarray, angle: float) -> np.ndarray:
    size = field.shape[0]
    matrix = cv2.getRotationMatrix2D((size / 2, size / 2), angle, 1.0)
    return cv2.warpAffine(field, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)


def stripes(rng: Rng, size: int) -> np.ndarray:
    """Waves, lines, checks and weaves, zero mean."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    angle, period = rng.uniform(0, np.pi), rng.uniform(3, 14)
    bend = clouds(rng, size)[..., 0] * rng.uniform(0, 0.8)
    u = (x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period + bend
    v = (-x * np.sin(angle) + y * np.cos(angle)) * 2 * np.pi / (period * rng.uniform(0.7, 1.5)) + bend
    kind = rng.integers(4)
    wave = np.sin(u) if kind == 0 else np.sin(u) * np.sin(v) if kind == 1 else np.maximum(np.sin(u), np.sin(v)) if kind == 2 else np.sign(np.sin(u) * np.sin(v))
    return (wave - wave.mean())[..., None].astype(np.float32)


def litter(rng: Rng, size: int) -> np.ndarray:
    """Many small strokes and flakes of similar colours: leaves, gravel, grass, fur. Zero mean."""
    out = np.zeros((size, size), np.float32)
    length, width = rng.uniform(2, 12), int(rng.integers(1, 4))
    lean, spread = rng.uniform(0, np.pi), rng.choice((0.2, 0.6, 3.0))
    count = int(min(2500, rng.uniform(0.5, 1.5) * size * size / (length * width * 1.5)))
    at = rng.uniform(0, size, (count, 2))
    angles = rng.normal(lean, spread, count)
    tones = rng.normal(0, 1, count)
    ends = at + length * np.stack([np.cos(angles), np.sin(angles)], 1)
    for a, b, tone in zip((at * 16).astype(int).tolist(), (ends * 16).astype(int).tolist(), tones.tolist()):
        cv2.line(out, a, b, tone, width, cv2.LINE_AA if width > 1 else cv2.LINE_8, 4)
    return (out - out.mean())[..., None]


@cache
def bank() -> tuple[np.ndarray, ...]:
    """The same textures for everyone, zero mean, unit deviation."""
    rng = np.random.default_rng(4711)
    out = []
    for _ in range(BANK):
        kind = rng.random()
        made = clouds(rng, STORED, 3 if rng.random() < 0.2 else 1) if kind < 0.45 else stripes(rng, STORED) if kind < 0.65 else litter(rng, STORED)
        out.append((made / (made.std() + 1e-6)).astype(np.float16))
    return tuple(out)


def fill(rng: Rng, size: int) -> np.ndarray:
    """A surface: a base colour or gradient, mostly with a texture on it."""
    base = gradient(rng, size) if rng.random() < 0.5 else np.broadcast_to(colour(rng), (size, size, 3)).astype(np.float32)
    if rng.random() < 0.3:
        return base
    x, y = rng.integers(0, STORED - size, 2)
    texture = bank()[rng.integers(BANK)][y : y + size, x : x + size].astype(np.float32)
    if rng.random() < 0.5:
        texture = texture.swapaxes(0, 1)
    tint = np.clip(rng.normal(1, 0.25, 3), 0.2, 2) * rng.choice((4, 9, 18, 30)) * rng.uniform(0.6, 1.2) * rng.choice((-1, 1))
    return base + texture * tint.astype(np.float32)
