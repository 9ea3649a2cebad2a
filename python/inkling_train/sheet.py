"""Contact sheets, drawn by diffusers' own pipeline: held-out pictures, and outline icons that share no pixel with them."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from . import captions, control, pipeline
from .dataset import SIZE, Dataset, on_colour
from .paths import CACHE
from .pipeline import Settings

OTHER = ("red apple, flat style", "green frog face, emoji style", "blue car, cartoon style", "purple heart, glossy style")
STYLES = ("flat", "emoji", "cartoon", "glossy")


@dataclass
class Shown:
    """What a sheet shows: hints uint8 (n, 128, 128, 3), a prompt for each, and the pictures they were made from, if any."""

    hints: np.ndarray
    prompts: list[str]
    truth: np.ndarray | None = None


def held_out(rows: int, part: str = "picture", kind: str = "line", seed: int = 11) -> Shown:
    """Hints as the net of that kind learns them."""
    data, rng = Dataset.load(), np.random.default_rng(seed)
    chosen = [r for r in data.rows(part) if not captions.people(data.records[r]["words"])]
    chosen = rng.choice(chosen, rows, replace=False)
    truth = np.stack([on_colour(data.pictures[r]) for r in chosen])
    drawn = np.stack([control.READS[kind][0](np.asarray(data.pictures[r]), rng) for r in chosen])
    return Shown(drawn, [captions.plain_caption(data.records[r]) for r in chosen], truth)


def outlines(folder: Path = CACHE) -> Shown:
    """The outline icons of data/sets.json, strokes white on black, each with its name and one of four styles."""
    records = [json.loads(line) for line in (folder / "outlines.jsonl").read_text().splitlines()]
    rgba = np.fromfile(folder / "outlines.rgba", np.uint8).reshape(len(records), SIZE, SIZE, 4)
    names = [captions.plain(record["name"]) for record in records]
    return Shown(np.repeat(rgba[..., 3:], 3, -1), [f"{name}, {STYLES[i % len(STYLES)]} style" for i, name in enumerate(names)])


def restyled(prompt: str, at: int) -> str:
    """The same in another style."""
    style = STYLES[at % len(STYLES)]
    if prompt.endswith(f", {style} style"):
        style = STYLES[(at + 1) % len(STYLES)]
    return re.sub(r", [^,]+ style$", f", {style} style", prompt)


def sheet(path: Path, shown: Shown, kind="line", how=Settings(), height=14) -> None:
    """Write a WebP of 128 px cells: hint | truth | its prompt with four seeds | empty prompt | another prompt | another style.

    After `height` rows it goes on beside them.
    """
    pipe, count = pipeline.load(kind), len(shown.prompts)

    def with_(texts, first=0):
        return pipeline.draw(pipe, texts, shown.hints, [first + i for i in range(count)], how)

    columns = [shown.hints]
    columns += [] if shown.truth is None else [shown.truth]
    columns += [with_(shown.prompts, first) for first in (0, 1000, 2000, 3000)]
    columns += [with_([""] * count), with_([OTHER[i % len(OTHER)] for i in range(count)])]
    columns += [with_([restyled(prompt, i) for i, prompt in enumerate(shown.prompts)])]
    rows = np.concatenate(columns, 2)
    blank = np.full((-count % height, *rows.shape[1:]), 255, np.uint8) if count > height else rows[:0]
    blocks = np.split(np.concatenate([rows, blank]), max(1, -(-count // height)))
    picture = np.concatenate([np.concatenate(list(block), 0) for block in blocks], 1)
    path.parent.mkdir(exist_ok=True)
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_WEBP_QUALITY, 85])
    for prompt in shown.prompts:
        print(prompt)
