"""Classical image processing by OpenCV and numpy on crops of scikit-image's photos: what workers/image and the preprocessors must give.

Intel's closed library (IPP), which only x86 wheels of OpenCV contain, is off: with it INTER_CUBIC rounds differently.
"""

import hashlib
import warnings
from pathlib import Path

import cv2
import numpy as np
import skimage
import torch

from .store import Fixture

DATA = Path(skimage.__file__).parent / "data"
# Name, file, left, top, width, height.
CROPS = (
    ("astronaut", "astronaut.png", 130, 60, 121, 97),
    ("chelsea", "chelsea.png", 100, 70, 120, 88),
    ("page", "page.png", 20, 30, 131, 60),
)


def photo(file: str) -> np.ndarray:
    return cv2.cvtColor(cv2.imread(str(DATA / file), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def crops() -> dict[str, np.ndarray]:
    return {name: photo(file)[y : y + h, x : x + w].copy() for name, file, x, y, w, h in CROPS}


def tiled(image: np.ndarray, width: int, height: int) -> np.ndarray:
    """The image beside and below itself up to the given size."""
    down, across = -(-height // image.shape[0]), -(-width // image.shape[1])
    return np.ascontiguousarray(np.tile(image, (down, across, 1))[:height, :width])


def digest(image: np.ndarray) -> str:
    return hashlib.sha256(np.ascontiguousarray(image).tobytes()).hexdigest()


def tensor(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(image))


def resizes(fixture: Fixture, photos: dict[str, np.ndarray]) -> None:
    for name, mode, width, height in (
        ("astronaut", "cubic", 200, 161), ("astronaut", "cubic", 242, 194), ("astronaut", "cubic", 125, 100), ("page", "cubic", 393, 180),
        ("chelsea", "area", 60, 44), ("chelsea", "area", 40, 29), ("chelsea", "area", 30, 22), ("chelsea", "area", 61, 45), ("chelsea", "area", 119, 87),
        ("page", "area", 13, 6), ("page", "area", 131, 59),
    ):  # fmt: skip
        flag = cv2.INTER_CUBIC if mode == "cubic" else cv2.INTER_AREA
        out = cv2.resize(photos[name], (width, height), interpolation=flag)
        fixture.case(f"{name} to {width} x {height}, {mode}", {"photo": name}, {"sha256": digest(out)}, kind="resize", mode=mode, width=width, height=height)


def blurs(fixture: Fixture, photos: dict[str, np.ndarray]) -> None:
    for name, sigma, width, height in (("astronaut", 3, 121, 97), ("page", 0.5, 131, 60), ("chelsea", 1.3, 120, 88), ("chelsea", 11, 37, 5), ("page", 6, 1, 60)):
        green = np.ascontiguousarray(photos[name][:height, :width, 1])
        options = dict(kind="blur", sigma=sigma, width=width, height=height)
        floats = cv2.GaussianBlur(green.astype(np.float32), (0, 0), sigma)
        fixture.case(f"blur {name} {width} x {height} by {sigma}", {"photo": name}, {"bytes": digest(cv2.GaussianBlur(green, (0, 0), sigma)), "floats": tensor(floats)}, **options)


def cannies(fixture: Fixture, photos: dict[str, np.ndarray]) -> None:
    for name, width, height, pairs in (
        ("astronaut", 121, 97, ((100, 200), (1, 1), (50, 100), (20, 255), (200, 100))), ("chelsea", 120, 88, ((100, 200), (30, 60))), ("page", 131, 60, ((100, 200),)),
        ("astronaut", 1, 1, ((1, 1),)), ("astronaut", 3, 517, ((20, 40),)), ("chelsea", 517, 1, ((20, 40),)), ("chelsea", 2, 2, ((1, 2),)), ("astronaut", 4096, 4096, ((100, 200),)),
    ):  # fmt: skip
        image = tiled(photos[name], width, height)
        for low, high in pairs:
            edges = cv2.Canny(image, low, high)
            options = dict(kind="canny", low=low, high=high, width=width, height=height)
            fixture.case(f"canny {name} {width} x {height}, {low} and {high}", {"photo": name}, {"sha256": digest(edges), "edges": int((edges > 0).sum())}, **options)


def lineart_standard(image: np.ndarray, sigma: float, threshold: float) -> np.ndarray:
    x = image.astype(np.float32)
    intensity = np.min(cv2.GaussianBlur(x, (0, 0), sigma) - x, axis=2).clip(0, 255)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the median of nothing
        intensity /= max(16, np.median(intensity[intensity > threshold]))
    return (intensity * 127).clip(0, 255).astype(np.uint8)


def scribble_xdog(image: np.ndarray, threshold: float) -> np.ndarray:
    x = image.astype(np.float32)
    dog = (255 - np.min(cv2.GaussianBlur(x, (0, 0), 5.0) - cv2.GaussianBlur(x, (0, 0), 0.5), axis=2)).clip(0, 255).astype(np.uint8)
    # As integers: 2 * (255 - dog) as bytes, which sd-webui-controlnet computes, overflows where a line is 128 or more darker.
    return np.where(2 * (255 - dog.astype(int)) > threshold, 255, 0).astype(np.uint8)


def normal_midas(grey: np.ndarray, background: float) -> np.ndarray:
    depth = grey.astype(np.float32)
    part = depth - depth.min()
    part /= max(part.max(), 1)
    x, y = cv2.Sobel(depth, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(depth, cv2.CV_32F, 0, 1, ksize=3)
    x[part < background] = 0
    y[part < background] = 0
    normal = np.stack([x, y, np.ones_like(x) * (np.pi * 2.0)], axis=2)
    normal /= np.sum(normal**2.0, axis=2, keepdims=True) ** 0.5
    return (normal * 127.5 + 127.5).clip(0, 255).astype(np.uint8)[:, :, ::-1]


def maps(fixture: Fixture, photos: dict[str, np.ndarray]) -> None:
    flat = (("astronaut", 1, 1), ("page", 3, 517), ("chelsea", 97, 1))
    for name, width, height in tuple((name, image.shape[1], image.shape[0]) for name, image in photos.items()) + flat:
        image = tiled(photos[name], width, height)
        size = dict(width=width, height=height)
        where = f"{name} {width} x {height}"
        for sigma, threshold in ((6, 8), (12, 2), (1, 8)) if width > 99 else ((6, 8),):
            out = lineart_standard(image, sigma, threshold)
            fixture.case(f"lineart {where}, sigma {sigma} above {threshold}", {"photo": name}, {"map": tensor(out)}, kind="lineart", sigma=sigma, threshold=threshold, **size)
        for threshold in (32, 12, 64) if width > 99 else (32,):
            out = np.packbits(scribble_xdog(image, threshold) > 0)
            fixture.case(f"xdog {where}, {threshold}", {"photo": name}, {"bits": tensor(out)}, kind="xdog", threshold=threshold, **size)
        for background in (0.4, 0):
            out = normal_midas(image[..., 1], background)
            fixture.case(f"normal {where}, {background}", {"photo": name}, {"sha256": digest(out)}, kind="normal", background=background, **size)


def cover(segments: np.ndarray, others: np.ndarray, shortest: float = 15, aside: float = 3, turn: float = 5) -> float:
    """Share of the length of `segments` beside which another runs: no more than `aside` pixels away, `turn` degrees turned."""
    covered, total = 0.0, 0.0
    for x1, y1, x2, y2 in segments.astype(float):
        length = np.hypot(x2 - x1, y2 - y1)
        if length < shortest:
            continue
        along = np.array([x2 - x1, y2 - y1]) / length
        across = np.array([-along[1], along[0]])
        start, end = others[:, :2] - (x1, y1), others[:, 2:4] - (x1, y1)
        cosine = np.abs((end - start) @ along) / np.linalg.norm(end - start, axis=1)
        near = (cosine > np.cos(np.radians(turn))) & (np.abs((start + end) / 2 @ across) < aside)
        a, b = start @ along, end @ along
        shared = (np.minimum(np.maximum(a, b), length) - np.maximum(np.minimum(a, b), 0)).clip(0)
        covered += min(length, shared[near].sum())
        total += length
    return covered / total


def lines(fixture: Fixture) -> None:
    """`again` says how well OpenCV covers its own segments after noise of one grey level: LSD is greedy, so no two programs agree better."""
    for name, file, x, y, width, height in (("motorcycle", "motorcycle_left.png", 180, 120, 260, 200), ("rocket", "rocket.jpg", 230, 60, 200, 240), ("brick", "brick.png", 100, 100, 150, 150)):
        grey = np.ascontiguousarray(cv2.cvtColor(photo(file), cv2.COLOR_RGB2GRAY)[y : y + height, x : x + width])
        noise = np.random.default_rng(0).integers(-1, 2, grey.shape)
        detector = cv2.createLineSegmentDetector()
        segments, again = (detector.detect(image)[0].reshape(-1, 4) for image in (grey, (grey + noise).clip(0, 255).astype(np.uint8)))
        fixture.case(f"lines {name}", {"grey": tensor(grey)}, {"segments": tensor(segments), "again": cover(segments, again)}, kind="lines")


def write() -> None:
    cv2.ipp.setUseIPP(False)
    photos = crops()
    fixture = Fixture("opencv", "OpenCV and numpy on crops of scikit-image's photos; sha256 is of the bytes, rows from the top, channels interleaved.", contrast=0)
    for name, image in photos.items():
        fixture.put(name, tensor(image))
    for kind in (resizes, blurs, cannies, maps):
        kind(fixture, photos)
    lines(fixture)
    fixture.save(tolerance=0, opencv=cv2.__version__, scikit_image=skimage.__version__)
