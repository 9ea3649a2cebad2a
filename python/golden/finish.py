"""Writes fixtures/finish.json, for workers/finish: exact distances (OpenCV), contours at half coverage and connected regions (scikit-image)."""
import json
from pathlib import Path

import cv2
import numpy as np
import skimage
from scipy import ndimage
from skimage import measure

SIZES = [(7, 5), (24, 18), (40, 32)]


def distances(mask):
    """Squared distances of each cell to the nearest 1."""
    found = cv2.distanceTransform((1 - mask).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.rint(found**2).astype(int)


def contours(plane):
    """Area and length of each contour, the outside being 0; high values join at saddles."""
    found = measure.find_contours(np.pad(plane, 1), 127.5, fully_connected="high")
    areas = [abs(np.sum(c[:-1, 0] * c[1:, 1] - c[1:, 0] * c[:-1, 1])) / 2 for c in found]
    lengths = [np.hypot(*np.diff(c, axis=0).T).sum() for c in found]
    return sorted([round(float(a), 4), round(float(n), 4)] for a, n in zip(areas, lengths))


def write():
    rng = np.random.default_rng(22)
    cases = []
    for width, height in SIZES:
        mask = (rng.random((height, width)) < 0.08).astype(np.uint8)
        mask[height // 2, width // 2] = 1
        plane = np.clip(ndimage.gaussian_filter(rng.normal(0.5, 1.2, (height, width)), 1) * 255, 0, 255).astype(np.uint8)
        lines = (plane > 127).astype(np.uint8)
        cases.append(
            dict(
                name=f"{width} x {height}",
                width=width,
                height=height,
                mask=mask.tobytes().hex(),
                squares=distances(mask).ravel().tolist(),
                plane=plane.tobytes().hex(),
                contours=contours(plane),
                regions=int(measure.label(1 - lines, connectivity=1).max()),
            )
        )
    origin = f"OpenCV {cv2.__version__}, scikit-image {skimage.__version__}, python/golden/finish.py"
    with (Path(__file__).parent / "fixtures" / "finish.json").open("w") as file:
        json.dump(dict(origin=origin, cases=cases), file, separators=(",", ":"))
