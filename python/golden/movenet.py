"""MoveNet's points on a photo by TensorFlow.js (from npm, in a folder of its own), for workers/preprocess/openpose. Wants `npm ci` first."""

import base64
import json
import subprocess
import tempfile
from pathlib import Path

import cv2
import numpy as np
import skimage

from .store import FIXTURES

MODEL = Path(__file__).parents[2] / "node_modules/@vladmandic/human/models/movenet-lightning"
PACKAGES = ["@tensorflow/tfjs-core@4.22.0", "@tensorflow/tfjs-converter@4.22.0", "@tensorflow/tfjs-backend-cpu@4.22.0"]
SIDE = 96  # stored small; every pixel is shown to the network as four


def write() -> None:
    photo = skimage.data.astronaut()  # NASA, public domain
    whole = cv2.resize(photo, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    mirrored = np.zeros_like(whole)
    mirrored[:, 12:84] = cv2.resize(photo[:, 460:60:-1], (72, SIDE), interpolation=cv2.INTER_AREA)
    images = [whole, mirrored]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "run.mjs").write_bytes(Path(__file__).with_suffix(".mjs").read_bytes())
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, *PACKAGES], check=True)
        (here / "pictures").write_bytes(b"".join(image.repeat(2, 0).repeat(2, 1).tobytes() for image in images))
        subprocess.run(["node", "run.mjs", MODEL, "pictures", "result.json"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
        result = json.loads((here / "result.json").read_text())
    document = {
        "about": "points: 17 x [y, x, score] in shares of the picture; pixels: RGB, base64, each to be doubled both ways",
        "origin": {"tfjs": result["version"], "opencv": cv2.__version__, "photo": "skimage.data.astronaut (NASA, public domain)"},
        "tolerance": 1e-3,
        "side": SIDE,
        "cases": [{"pixels": base64.b64encode(image.tobytes()).decode(), "points": points} for image, points in zip(images, result["points"])],
    }
    text = json.dumps(document)
    (FIXTURES / "movenet.json").write_text(text + "\n")
    print(f"movenet: {len(images)} pictures, {len(text) // 1024} KiB")
