"""Grey PNG files of 16 bits as OpenCV and Pillow write and read them, planes of floats resized, and the maps made of such depth."""

import io

import cv2
import numpy as np
import torch
from PIL import Image

from .opencv import normal_midas, photo
from .store import Fixture


def depth(height: int, width: int) -> np.ndarray:
    """Smooth and between two of the 256 levels of a byte for long stretches, as depth is."""
    grey = cv2.cvtColor(photo("astronaut.png")[40 : 40 + height, 100 : 100 + width], cv2.COLOR_RGB2GRAY)
    soft = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 4)
    return (9000 + soft * 20 + np.arange(width, dtype=np.float32)).astype(np.uint16)


def by_pillow(image: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, "PNG")
    return out.getvalue()


def spread(values: np.ndarray) -> np.ndarray:
    plane = (values / 257).astype(np.float32).astype(np.float64)
    return np.floor((plane - plane.min()) / (plane.max() - plane.min()) * 255 + 0.5).astype(np.uint8)


def write() -> None:
    cv2.ipp.setUseIPP(False)
    fixture = Fixture("deep-png", "16-bit grey PNG files as bytes and their pixels; float planes that cv2 resized; maps of 16-bit depth.", contrast=0)
    noise = np.random.default_rng(16).integers(0, 65536, (23, 17)).astype(np.uint16)
    wanted = {
        "opencv": (depth(60, 80), lambda image: cv2.imencode(".png", image)[1].tobytes()),
        "opencv, all filters": (noise, lambda image: cv2.imencode(".png", image, [cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_ALL_FILTERS])[1].tobytes()),
        "opencv, paeth": (depth(30, 41), lambda image: cv2.imencode(".png", image, [cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_PAETH])[1].tobytes()),
        "opencv, average": (depth(31, 40), lambda image: cv2.imencode(".png", image, [cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_AVG])[1].tobytes()),
        "pillow": (depth(33, 29), by_pillow),
        "a pixel": (np.array([[40000]], np.uint16), by_pillow),
    }
    for name, (image, encode) in wanted.items():
        file = encode(image)
        assert (np.array(Image.open(io.BytesIO(file))) == image).all()
        fixture.case(name, {"file": torch.from_numpy(np.frombuffer(file, np.uint8).copy())}, {"pixels": torch.from_numpy(image.astype(np.int32))}, kind="file")
    values = depth(60, 80)
    plane = (values / 257).astype(np.float32)
    for mode, width, height in (("area", 61, 45), ("area", 40, 30), ("cubic", 121, 90), ("cubic", 200, 160)):
        out = cv2.resize(plane, (width, height), interpolation=cv2.INTER_AREA if mode == "area" else cv2.INTER_CUBIC)
        fixture.case(f"{mode} to {width} x {height}", {"plane": torch.from_numpy(plane)}, {"plane": torch.from_numpy(out)}, kind="resize", mode=mode)
    fixture.case("depth_file", {"pixels": torch.from_numpy(values.astype(np.int32))}, {"map": torch.from_numpy(spread(values))}, kind="map", params={"invert": 0})
    normals = np.ascontiguousarray(normal_midas(plane, 0.4))
    fixture.case("normal_midas", {"pixels": torch.from_numpy(values.astype(np.int32))}, {"map": torch.from_numpy(normals)}, kind="map", params={"background": 0.4})
    fixture.save(tolerance=1e-4, opencv=cv2.__version__)
