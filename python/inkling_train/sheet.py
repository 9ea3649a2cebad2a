"""Contact sheets: hint | truth | with prompt | two other seeds | empty prompt | another prompt, for held-out pictures."""

from pathlib import Path

import cv2
import numpy as np

from . import captions, hints, pipeline
from .dataset import Dataset, on_colour

OTHER = ("red apple, flat style", "green frog face, emoji style", "blue car, cartoon style", "purple heart, glossy style")


def sheet(path: Path, rows: int = 14, guidance: float = 2.0, seed: int = 11, part: str = "picture", steps: int = 8) -> None:
    """Draw `rows` held-out pictures with the exported pack and write a PNG. One row a picture, 128 px a cell."""
    data, pipe, rng = Dataset.load(), pipeline.load(), np.random.default_rng(seed)
    chosen = [r for r in data.rows(part) if not captions.people(data.records[r]["words"])]
    chosen = rng.choice(chosen, rows, replace=False)
    truth = np.stack([on_colour(data.pictures[r]) for r in chosen])
    drawn = np.stack([hints.hint(t, rng) for t in truth])
    prompts = [captions.plain_caption(data.records[r]) for r in chosen]

    def with_(texts, first):
        return pipeline.draw(pipe, texts, drawn, [first + i for i in range(rows)], guidance=guidance, steps=steps)

    columns = [np.repeat((drawn[..., None] * 255).astype(np.uint8), 3, -1), truth]
    columns += [with_(prompts, first) for first in (0, 1000, 2000)]
    columns += [with_([""] * rows, 0), with_([OTHER[i % len(OTHER)] for i in range(rows)], 0)]
    picture = np.concatenate([np.concatenate(list(c), 0) for c in columns], 1)
    path.parent.mkdir(exist_ok=True)
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 9])
    for prompt in prompts:
        print(prompt)
