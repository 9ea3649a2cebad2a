"""How a hand draws a line: wobbling, with gaps, past its end, in one go where the shape is thin, pressing more here than there."""

from dataclasses import dataclass

import cv2
import numpy as np
from skimage.morphology import skeletonize

FINE = 4  # times as fine as the hint is the paper that strokes of varying thickness are painted on
STEP = 2.0  # px between the points of such a stroke


@dataclass(frozen=True)
class Hand:
    """thickness: of the pen, in px. simplify: how far in px a stroke may be off the shape to have fewer corners. gaps: share of a
    stroke that is missing here and there. wobble: spread of the shifts in px. past: how far in px a stroke goes on beyond its end,
    at most. pressure: 0 for an even line, 1 for one that swells to double and dies away at its ends."""

    thickness: int
    simplify: float
    gaps: float
    wobble: float
    past: float
    pressure: float

    @classmethod
    def any(cls, rng: np.random.Generator) -> "Hand":
        return cls(
            thickness=int(np.clip(np.round(np.exp(rng.normal(1.0, 0.6))), 1, 12)),
            simplify=rng.uniform(0, 2.5),
            gaps=rng.uniform(0, 0.5) * (rng.random() < 0.6),
            wobble=rng.uniform(0, 1.6),
            past=rng.uniform(0, 8) * (rng.random() < 0.4),
            pressure=rng.uniform(0.2, 1) * (rng.random() < 0.4),
        )


def wobble_field(rng: np.random.Generator, size: int, amount: float) -> np.ndarray:
    """Smooth random shifts in pixels, float32 (size, size, 2), coarse and fine."""
    coarse = cv2.resize(rng.normal(0, amount, (4, 4, 2)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(rng.normal(0, amount * 0.5, (14, 14, 2)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    return coarse + fine


def in_one_go(edges: np.ndarray, width: int) -> np.ndarray:
    """Edges uint8 0/255 with those closer together than `width` px made one, whose middle `traced` follows: a stem has two
    edges, but is drawn as one stroke."""
    return cv2.morphologyEx(edges, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)))


def branching(line: np.ndarray) -> np.ndarray:
    """Where thin lines uint8 (h, w) meet: pixels around which there are three ways or more."""
    ring = [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)]
    framed, (height, width) = np.pad(line > 0, 1), line.shape
    near = [framed[1 + y : 1 + y + height, 1 + x : 1 + x + width] for y, x in ring]
    ways = sum((~a & b).astype(np.int8) for a, b in zip(near, near[1:] + near[:1]))
    return (line > 0) & (ways > 2)


def traced(edges: np.ndarray) -> list[np.ndarray]:
    """Edges uint8 0/255 as lines, float32 (n, 2) each: loops, and what lies between ends and branchings."""
    thin = skeletonize(edges > 0).astype(np.uint8)
    thin[branching(thin)] = 0
    contours, tree = cv2.findContours(thin, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    # A contour with a parent is the inside of a loop whose outside is there already.
    return [] if tree is None else [there(c[:, 0]).astype(np.float32) for c, up in zip(contours, tree[0, :, 3]) if up < 0]


def there(contour: np.ndarray) -> np.ndarray:
    """The way there of a contour that goes along a line and back; a loop as it is. int (n, 2) -> (m, 2)."""
    _, index, count = np.unique(contour, axis=0, return_index=True, return_counts=True)
    ends = index[count == 1]
    return np.roll(contour, -int(ends[0]), 0)[: len(contour) // 2 + 1] if len(ends) == 2 else contour


def with_gaps(points: np.ndarray, rng: np.random.Generator, rate: float) -> list[np.ndarray]:
    """A stroke (n, 2) as the pieces left after `rate` of it is rubbed out here and there."""
    count = rng.poisson(rate * len(points) / 12)
    keep = np.ones(len(points), bool)
    for _ in range(count):
        start = rng.integers(len(points))
        keep[start : start + int(rng.integers(4, 16))] = False
    cuts = np.flatnonzero(np.diff(keep.astype(np.int8))) + 1
    return [piece for piece, on in zip(np.split(points, cuts), np.split(keep, cuts)) if on[0] and len(piece) > 2]


def past_ends(points: np.ndarray, before: float, after: float) -> np.ndarray:
    """A stroke that begins `before` px too early and ends `after` px too late, in the direction that it has there."""

    def beyond(end, inner, by):
        way = end - inner
        return end + way * (by / max(1e-3, float(np.linalg.norm(way))))

    reach = min(4, len(points) - 1)  # px from pixel to pixel have eight directions only
    first, last = beyond(points[0], points[reach], before), beyond(points[-1], points[-1 - reach], after)
    return np.concatenate([first[None], points, last[None]])


def swelling(length: float, hand: Hand, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(places along a stroke of that length in px, thickness there)."""
    at = np.linspace(0, length, max(2, int(length / STEP) + 1))
    knots = np.linspace(0, length, max(2, int(length / 12) + 1))
    swell = np.interp(at, knots, rng.uniform(-0.5, 1, len(knots))) * hand.pressure
    ends = np.minimum(1, np.minimum(at, length - at) / (2 * hand.thickness + 2))
    return at, np.maximum(0.6, hand.thickness * (1 + swell) * (1 - hand.pressure * (1 - ends)))


def on_paper(points: np.ndarray) -> np.ndarray:
    """Points in px as the fine paper's pixels, int32."""
    return np.round((points + 0.5) * FINE).astype(np.int32)


def paint(paper: np.ndarray, points: np.ndarray, hand: Hand, rng: np.random.Generator) -> None:
    """One stroke, points (n, 2) in px, on a paper uint8 (FINE * size, FINE * size)."""
    if not hand.pressure:
        cv2.polylines(paper, [on_paper(points)], False, 255, FINE * hand.thickness)
        return
    far = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at, thickness = swelling(float(far[-1]), hand, rng)
    along = on_paper(np.stack([np.interp(at, far, points[:, i]) for i in (0, 1)], -1)).tolist()
    for a, b, width in zip(along, along[1:], np.round(FINE * thickness).astype(int).tolist()):
        cv2.line(paper, a, b, 255, width)


def drawn(lines: list[np.ndarray], size: int, hand: Hand, rng: np.random.Generator, twice: bool = False) -> np.ndarray:
    """Lines, float32 (n, 2) in px, as that hand draws them, uint8 (size, size); twice: each again, a little elsewhere."""
    paper = np.zeros((size * FINE, size * FINE), np.uint8)
    for _ in range(2 if twice else 1):
        field = wobble_field(rng, size, hand.wobble)
        for points in lines:
            for piece in with_gaps(points, rng, hand.gaps):
                if hand.past:
                    piece = past_ends(piece, *rng.uniform(0, hand.past, 2).tolist())
                if hand.simplify > 0.5:
                    piece = cv2.approxPolyDP(piece[:, None], hand.simplify, False)[:, 0]
                at = np.clip(piece.round().astype(int), 0, size - 1)
                paint(paper, piece + field[at[:, 1], at[:, 0]], hand, rng)
    return cv2.resize(paper, (size, size), interpolation=cv2.INTER_AREA)
