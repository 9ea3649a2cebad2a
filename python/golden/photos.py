"""Writes e2e/photos: small JPEG files of scikit-image's photographs, for the page's tests and docs/preprocessors.md.

coffee: CC0 by Rachel Michetti. astronaut: NASA, public domain."""
from pathlib import Path

from PIL import Image
from skimage import data

OUT = Path(__file__).parents[2] / "e2e" / "photos"
OUT.mkdir(exist_ok=True)
for name, box, size in (("coffee", None, (384, 256)), ("astronaut", None, (320, 320))):
    image = Image.fromarray(getattr(data, name)()).resize(size, Image.LANCZOS, box=box)
    image.save(OUT / f"{name}.jpg", quality=80, optimize=True)
