"""Writes e2e/photos: small JPEG files of scikit-image's photographs, for the page's tests and docs/preprocessors.md.

coffee: CC0 by Rachel Michetti. astronaut: NASA, public domain. two: the astronaut (Eileen Collins) and Grace Hopper
(matplotlib's sample, US Navy, public domain) side by side."""
from pathlib import Path

from matplotlib import cbook
from PIL import Image
from skimage import data

OUT = Path(__file__).parents[2] / "e2e" / "photos"
OUT.mkdir(exist_ok=True)
for name, box, size in (("coffee", None, (384, 256)), ("astronaut", None, (320, 320))):
    image = Image.fromarray(getattr(data, name)()).resize(size, Image.LANCZOS, box=box)
    image.save(OUT / f"{name}.jpg", quality=80, optimize=True)

height = 320
people = [Image.fromarray(data.astronaut()).crop((0, 0, 450, 512)), Image.open(cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)).convert("RGB")]
people = [each.resize((round(each.width / each.height * height), height), Image.LANCZOS) for each in people]
two = Image.new("RGB", (sum(each.width for each in people), height))
two.paste(people[0])
two.paste(people[1], (people[0].width, 0))
two.save(OUT / "two.jpg", quality=80, optimize=True)
