"""Writes fixtures/image-files.json: tiny files of every format that Pillow writes, still and animated, for
src/files/imageHeader.ts."""
import base64
import io
import json
from pathlib import Path

import PIL
from PIL import Image

WIDTH, HEIGHT = 37, 300
frames = [Image.new("RGB", (WIDTH, HEIGHT), colour) for colour in ("#c33", "#36c", "#fff")]
several = dict(save_all=True, append_images=frames[1:], duration=100)
CASES = [
    ("png", "PNG", {}),
    ("png-animated", "PNG", several),
    ("jpeg", "JPEG", dict(exif=Image.Exif())),
    ("jpeg-progressive", "JPEG", dict(progressive=True)),
    ("gif", "GIF", {}),
    ("gif-animated", "GIF", several),
    ("webp", "WEBP", {}),
    ("webp-lossless", "WEBP", dict(lossless=True)),
    ("webp-animated", "WEBP", several),
    ("avif", "AVIF", {}),
    ("avif-animated", "AVIF", several),
    ("bmp", "BMP", {}),
]


def encode(kind: str, options: dict) -> str:
    out = io.BytesIO()
    (frames[0].convert("1") if kind == "BMP" else frames[0]).save(out, kind, **options)
    return base64.b64encode(out.getvalue()).decode()


cases = [dict(name=name, animated="animated" in name, file=encode(kind, options)) for name, kind, options in CASES]
document = dict(origin=f"Pillow {PIL.__version__}, python/golden/image_files.py", width=WIDTH, height=HEIGHT, cases=cases)
(Path(__file__).parent / "fixtures" / "image-files.json").write_text(json.dumps(document, indent=1) + "\n")
