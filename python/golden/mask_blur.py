"""Writes fixtures/mask_blur.json: a repainted picture laid over the original through a blurred mask (A1111's "Mask blur"),
by OpenCV's GaussianBlur and Pillow's composite, for workers/pipeline/maskBlur.ts. Bytes must be equal."""
import json
from pathlib import Path

import cv2
import numpy as np
import PIL
from PIL import Image

rng = np.random.default_rng(11)
cases = []
for width, height, sigma in [(24, 20, 1.5), (33, 17, 4)]:
    original = rng.integers(0, 256, (height, width, 3), np.uint8)
    painted = rng.integers(0, 256, (height, width, 3), np.uint8)
    mask = np.zeros((height, width), np.uint8)
    cv2.circle(mask, (width // 3, height // 2), 4, 255, -1)
    blurred = cv2.GaussianBlur(mask, (0, 0), sigma)
    out = Image.composite(*(Image.fromarray(each) for each in (painted, original)), Image.fromarray(blurred))
    sides = {"width": width, "height": height, "sigma": sigma}
    pictures = {"original": original, "painted": painted, "mask": mask, "blurred": blurred, "out": np.asarray(out)}
    cases.append(sides | {name: picture.tobytes().hex() for name, picture in pictures.items()})
origin = f"OpenCV {cv2.__version__} GaussianBlur, Pillow {PIL.__version__} Image.composite, python/golden/mask_blur.py"
with (Path(__file__).parent / "fixtures" / "mask_blur.json").open("w") as file:
    json.dump({"origin": origin, "tolerance": 0, "cases": cases}, file)
