"""Measures of pictures against pictures. Pure.

Edge F1: a hint edge counts as found when an edge of the output lies within 2 px of it, and the other way round.
Silhouette: what differs from white by more than 24 of 255 in some channel; intersection over union with the truth's.
"""

import cv2
import numpy as np

from . import colours, hints

REACH = 2
INK = 24


def edge_scores(a: np.ndarray, b: np.ndarray) -> tuple[float, float, float]:
    """(F1, recall, precision) of picture b's Canny edges against a's. uint8 (h, w, 3)."""
    ea, eb = hints.canny(a) > 0, hints.canny(b) > 0
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * REACH + 1,) * 2)
    near_a, near_b = cv2.dilate(ea.astype(np.uint8), disc) > 0, cv2.dilate(eb.astype(np.uint8), disc) > 0
    recall = (ea & near_b).sum() / max(1, ea.sum())
    precision = (eb & near_a).sum() / max(1, eb.sum())
    return 2 * recall * precision / max(1e-9, recall + precision), recall, precision


def inked(rgb: np.ndarray) -> np.ndarray:
    """What is not white. uint8 (h, w, 3) -> bool (h, w)."""
    return (255 - rgb.astype(np.int32)).max(-1) > INK


def silhouette_iou(a: np.ndarray, b: np.ndarray) -> float:
    ia, ib = inked(a), inked(b)
    return (ia & ib).sum() / max(1, (ia | ib).sum())


def shape_scores(truth: np.ndarray, out: np.ndarray) -> dict:
    """Means over pictures, uint8 (n, h, w, 3)."""
    edges = np.mean([edge_scores(t, o) for t, o in zip(truth, out)], 0)
    iou = np.mean([silhouette_iou(t, o) for t, o in zip(truth, out)])
    return {"f1": edges[0], "recall": edges[1], "precision": edges[2], "iou": iou}


def colour_share(pictures: np.ndarray, wanted: list[str]) -> float:
    """Share of pictures whose two commonest colours (white paper left out) include the wanted one."""
    hits = []
    for rgb, want in zip(pictures, wanted):
        hits.append(want in colours.dominant(np.dstack([rgb, inked(rgb).astype(np.uint8) * 255]), 0.2))
    return float(np.mean(hits))


def lab_error(wanted: np.ndarray, out: np.ndarray) -> float:
    """Mean distance in CIELAB (CIE76) between a colour map and a picture, where the map is neither white nor black. uint8 (h, w, 3) both."""
    a, b = (cv2.cvtColor(x.astype(np.float32) / 255, cv2.COLOR_RGB2LAB) for x in (wanted, out))
    painted = inked(wanted) & (wanted > 0).any(-1)
    return float(np.linalg.norm(a - b, axis=-1)[painted].mean()) if painted.any() else 0.0
