"""Names the colours of a picture, so that a caption's colour words are true of its pixels."""

import cv2
import numpy as np

NAMES = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "gray")


def name_pixels(rgb: np.ndarray) -> np.ndarray:
    """Index into NAMES for each pixel. rgb: uint8 (h, w, 3) -> int (h, w). Hue in OpenCV's 0..179."""
    hue, sat, val = cv2.split(cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV).astype(np.int32))
    edges = np.array([8, 20, 35, 85, 128, 150, 172])  # red orange yellow green blue purple pink (red again)
    wheel = np.array([0, 1, 2, 3, 4, 5, 6, 0])
    out = wheel[np.searchsorted(edges, hue, side="right")]
    warm = (hue < 25) | (hue >= 172)
    out[warm & (val < 150) & (hue < 25) & (hue > 3)] = NAMES.index("brown")
    out[(hue >= 8) & (hue < 25) & (val < 190) & (sat > 60)] = NAMES.index("brown")
    out[((hue < 8) | (hue >= 165)) & (sat < 140) & (val > 190)] = NAMES.index("pink")
    out[sat < 35] = NAMES.index("gray")
    out[(sat < 35) & (val > 215)] = NAMES.index("white")
    out[(val < 60) | ((sat < 60) & (val < 90))] = NAMES.index("black")
    return out


def dominant(rgba: np.ndarray, share: float = 0.28) -> list[str]:
    """At most two colour names that each cover `share` of the opaque pixels, greatest first. rgba: uint8 (h, w, 4)."""
    opaque = rgba[..., 3] > 127
    if opaque.sum() < 50:
        return []
    shares = np.bincount(name_pixels(rgba[..., :3])[opaque], minlength=len(NAMES)) / opaque.sum()
    order = np.argsort(-shares, kind="stable")[:2]
    return [NAMES[i] for i in order if shares[i] >= share]
