"""Poses drawn by OpenCV as the reference draws them (annotator/openpose/util.py: draw_bodypose), for workers/preprocess/openpose.

Maps are stored as positions and lengths of runs of equal colour: they are nearly all black.
"""

import json
import math
import sys
import types

import cv2
import numpy as np

from .annotators import AUX, controlnet_aux
from .store import FIXTURES

LIMBS = ((2, 3), (2, 6), (3, 4), (4, 5), (6, 7), (7, 8), (2, 9), (9, 10), (10, 11), (2, 12), (12, 13), (13, 14), (2, 1), (1, 15), (15, 17), (1, 16), (16, 18))
COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85), (0, 255, 170),
    (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255), (255, 0, 170), (255, 0, 85),
)  # fmt: skip


def draw(people: list, canvas: tuple[int, int], width: int, height: int) -> np.ndarray:
    image = np.zeros((height, width, 3), np.uint8)
    for flat in people:
        points = [(x / canvas[0] * width, y / canvas[1] * height) if c >= 1 else None for x, y, c in np.reshape(flat, (-1, 3)).tolist()]
        for (first, second), colour in zip(LIMBS, COLOURS):
            a, b = points[first - 1], points[second - 1]
            if a is None or b is None:
                continue
            middle = (int(np.mean([a[0], b[0]])), int(np.mean([a[1], b[1]])))
            length = ((a[1] - b[1]) ** 2 + (a[0] - b[0]) ** 2) ** 0.5
            angle = math.degrees(math.atan2(a[1] - b[1], a[0] - b[0]))
            polygon = cv2.ellipse2Poly(middle, (int(length / 2), 4), int(angle), 0, 360, 1)
            cv2.fillConvexPoly(image, polygon, [int(c * 0.6) for c in colour])
        for point, colour in zip(points, COLOURS):
            if point:
                cv2.circle(image, (int(point[0]), int(point[1])), 4, colour, thickness=-1)
    return image


def drawing_of_aux():
    """controlnet_aux's util.py; of matplotlib it needs nothing but hsv_to_rgb, which scikit-image has too."""
    from skimage.color import hsv2rgb

    stub = types.ModuleType("matplotlib")
    stub.colors = types.SimpleNamespace(hsv_to_rgb=lambda hsv: hsv2rgb(np.array(hsv, np.float64)[None, None])[0, 0])
    sys.modules["matplotlib"] = stub
    body = types.ModuleType("aux.open_pose.body")
    body.BodyResult = body.Keypoint = types.SimpleNamespace
    for package in ("aux", "aux.open_pose"):
        sys.modules[package] = types.ModuleType(package)
        sys.modules[package].__path__ = []
    sys.modules["aux.open_pose.body"] = body
    return controlnet_aux("open_pose/util.py")[0]


def with_extras(util, person: dict, canvas: tuple[int, int], width: int, height: int) -> np.ndarray:
    """A whole person by controlnet_aux: body, hands, face. Points are shares of the canvas; those without confidence are at 0, 0, which it leaves out."""

    def points(flat, absent):
        return [types.SimpleNamespace(x=x / canvas[0], y=y / canvas[1]) if c >= 1 else absent for x, y, c in np.reshape(flat, (-1, 3)).tolist()]

    nowhere = types.SimpleNamespace(x=0, y=0)
    image = util.draw_bodypose(np.zeros((height, width, 3), np.uint8), points(person["body"], None))
    for hand in ("left", "right"):
        image = util.draw_handpose(image, points(person[hand], nowhere))
    return util.draw_facepose(image, points(person["face"], nowhere))


def runs(image: np.ndarray) -> list[int]:
    """Flat [length, packed colour] over the rows."""
    packed = (image.reshape(-1, 3).astype(np.int64) * (65536, 256, 1)).sum(1)
    starts = np.flatnonzero(np.diff(packed, prepend=-1))
    return np.stack([np.diff(starts, append=len(packed)), packed[starts]], 1).reshape(-1).tolist()


STANDING = ((256, 80), (256, 130), (216, 132), (200, 200), (192, 262), (296, 132), (312, 200), (320, 262), (232, 262), (228, 350), (226, 440), (280, 262), (284, 350), (286, 440), (248, 70), (264, 70), (236, 76), (276, 76))  # fmt: skip


def write() -> None:
    source = np.random.default_rng(18)

    def person(points, hidden=()) -> list[float]:
        return [float(v) for i, (x, y) in enumerate(points) for v in (round(x, 3), round(y, 3), 0 if i in hidden else 1)]

    def anywhere(width, height, margin=0.0) -> list[float]:
        share = source.uniform(-margin, 1 + margin, (18, 2))
        return person((share * (width, height)).tolist(), source.choice(18, source.integers(0, 6), replace=False).tolist())

    cases = [
        ("standing", [person(STANDING)], (512, 512), (512, 512)),
        ("hidden joints", [person(STANDING, (0, 3, 9, 17))], (512, 512), (512, 512)),
        ("another size", [person(STANDING)], (512, 512), (333, 517)),
        ("two people", [anywhere(384, 256), anywhere(384, 256)], (384, 256), (384, 256)),
        ("outside of the canvas", [anywhere(160, 120, 0.7) for _ in range(6)], (160, 120), (160, 120)),
        ("joints in one place", [person([(31.5, 20.5)] * 17 + [(31.9, 21.2)])], (64, 48), (64, 48)),
        ("one pixel", [person([(0, 0)] * 18)], (1, 1), (1, 1)),
        ("all directions", [person([(100 + 90 * math.cos(i * 0.37), 100 + 90 * math.sin(i * 0.37)) if i != 1 else (100, 100) for i in range(18)])], (200, 200), (200, 200)),
        *((f"random {i}", [anywhere(97 + 31 * i, 150 - 11 * i)], (97 + 31 * i, 150 - 11 * i), (97 + 31 * i, 150 - 11 * i)) for i in range(8)),
    ]
    def cloud(count, middle, spread, missing=0.1) -> list[float]:
        points = source.normal(middle, spread, (count, 2))
        return [float(v) for (x, y), c in zip(points, source.random(count) > missing) for v in (round(x, 3), round(y, 3), float(c))]

    util = drawing_of_aux()
    extras = []
    for name, canvas, size, spread in (("hands and face", (512, 512), (512, 512), 30), ("another size", (512, 512), (400, 300), 40), ("across the edge", (128, 96), (128, 96), 60), ("tiny", (64, 64), (64, 64), 3)):
        share = np.array(canvas) / 512
        body = [float(v) for i, v in enumerate(person([(x * share[0], y * share[1]) for x, y in STANDING]))]
        who = {"body": body, "left": cloud(21, (320, 262) * share, spread), "right": cloud(21, (192, 262) * share, spread), "face": cloud(70, (256, 60) * share, spread)}
        extras.append({"name": name, "person": who, "canvas": canvas, "width": size[0], "height": size[1], "runs": runs(with_extras(util, who, canvas, *size))})
    star = [(100.0, 100.0)] + [(100 + r * math.cos(i * 0.33), 100 + r * math.sin(i * 0.33)) for i, r in zip(range(20), [90, 7, 40, 1, 63] * 4)]
    flat = [float(v) for x, y in star for v in (round(x, 3), round(y, 3), 1)]
    who = {"body": [0.0] * 54, "left": flat, "right": [], "face": []}
    extras.append({"name": "all directions", "person": who, "canvas": (200, 200), "width": 200, "height": 200, "runs": runs(with_extras(util, who, (200, 200), 200, 200))})
    document = {
        "about": "maps that the reference's lines of cv2 draw; runs are [length, packed RGB] over the rows",
        "origin": {"opencv": cv2.__version__, "numpy": np.__version__, "extras": AUX},
        "extras": extras,
        "tolerance": 0,
        "cases": [
            {"name": name, "people": people, "canvas": canvas, "width": size[0], "height": size[1], "runs": runs(draw(people, canvas, *size))}
            for name, people, canvas, size in cases
        ],
    }
    text = json.dumps(document)
    (FIXTURES / "poses.json").write_text(text + "\n")
    print(f"poses: {len(cases)} cases, {len(text) // 1024} KiB")
