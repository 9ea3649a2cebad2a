"""The pictures: built once from what data/render.mjs wrote, then read as one memory-mapped array.

`build` leaves in CACHE: pictures.npy uint8 (n, 128, 128, 4) premultiplied alpha, and index.jsonl, one record a picture:
{set, name, words, style, kind, category, tags, colours, split, weight}. split is 'train', 'picture' (held-out picture)
or 'name' (its name is in no training picture).
"""

import json
from collections import Counter
from dataclasses import dataclass

import cv2
import numpy as np

from . import captions, colours
from .paths import CACHE, DATA

SIZE = 128
NEAR = 8  # bits of the 128-bit hash by which two pictures may differ and still count as twins


def on_colour(rgba: np.ndarray, colour=(255, 255, 255)) -> np.ndarray:
    """Composite premultiplied pixels on a plain colour. uint8 (..., 4) -> uint8 (..., 3)."""
    paper = np.asarray(colour, np.uint16) * (255 - rgba[..., 3:].astype(np.uint16))
    return np.minimum(rgba[..., :3] + (paper + 127) // 255, 255).astype(np.uint8)


def picture_hash(rgb: np.ndarray) -> np.ndarray:
    """Difference hash, 64 horizontal and 64 vertical bits, as 16 bytes. rgb: uint8 (h, w, 3)."""
    gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    across = cv2.resize(gray, (9, 8), interpolation=cv2.INTER_AREA).astype(np.int16)
    down = cv2.resize(gray, (8, 9), interpolation=cv2.INTER_AREA).astype(np.int16)
    return np.packbits(np.concatenate([(np.diff(across, axis=1) > 2).ravel(), (np.diff(down, axis=0) > 2).ravel()]))


def distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Hamming distances between hashes. uint8 (n, 16), (m, 16) -> int (n, m)."""
    return np.bitwise_count(a[:, None] ^ b[None]).sum(-1, dtype=np.int32)


def worth_keeping(rgba: np.ndarray) -> bool:
    """Whether enough of the picture is there and can be told from white paper."""
    rgb = on_colour(rgba).astype(np.int32)
    return ((255 - rgb).max(-1) > 40).mean() > 0.04


def split(records: list[dict], hashes: np.ndarray, seed: int = 7) -> list[str]:
    """'train', 'picture', 'name' or 'twin' for each record; a twin of a held-out picture is used nowhere."""
    rng = np.random.default_rng(seed)
    names = sorted({r["words"] for r in records})
    count = Counter(r["words"] for r in records)
    candidates = [n for n in names if count[n] >= 2 and not captions.people(n)]
    held_names = set(rng.choice(candidates, max(1, len(candidates) // 20), replace=False).tolist())
    out = ["name" if r["words"] in held_names else "train" for r in records]
    free = [i for i, s in enumerate(out) if s == "train"]
    for i in rng.choice(free, max(1, len(free) // 40), replace=False):
        out[i] = "picture"
    held = np.array([i for i, s in enumerate(out) if s != "train"])
    for i in range(len(records)):
        if out[i] == "train" and (distances(hashes[i : i + 1], hashes[held]) <= NEAR).any():
            out[i] = "twin"
    return out


def repeated(records: list[dict], hashes: np.ndarray) -> set[int]:
    """Pictures that are there already, in the same style: same look, earlier in the list."""
    out: set[int] = set()
    for style in {r["style"] for r in records}:
        mine = [i for i, r in enumerate(records) if r["style"] == style]
        close = distances(hashes[mine], hashes[mine]) <= 1
        out |= {mine[j] for j in range(len(mine)) if close[j, :j].any()}
    return out


def build() -> None:
    """Filter, name, hash, split and store every rendered picture."""
    sets = json.loads((DATA / "sets.json").read_text())["sets"]
    records, pictures = [], []
    for name, info in sets.items():
        rows = [json.loads(line) for line in (CACHE / f"{name}.jsonl").read_text().splitlines()]
        rgba = np.memmap(CACHE / f"{name}.rgba", np.uint8, "r", shape=(len(rows), SIZE, SIZE, 4))
        keep = [i for i in range(len(rows)) if worth_keeping(rgba[i])]
        records += [{**rows[i], "style": info["style"], "kind": info["kind"]} for i in keep]
        pictures += [rgba[i] for i in keep]
    known = Counter(w for r in records for w in set(captions.plain(r["name"]).split()))
    for record, rgba in zip(records, pictures):
        record["words"] = captions.words_of(record["name"], known)
        record["tags"] = captions.keywords().get(record["words"], [])
        record["colours"] = colours.dominant(rgba)
        record["weight"] = 0.35 if captions.people(record["words"]) else 1.0
    hashes = np.stack([picture_hash(on_colour(p)) for p in pictures])
    again = repeated(records, hashes)
    keep = [i for i in range(len(records)) if i not in again and records[i]["words"]]
    records, pictures, hashes = [records[i] for i in keep], [pictures[i] for i in keep], hashes[keep]
    for record, part in zip(records, split(records, hashes)):
        record["split"] = part
    np.save(CACHE / "pictures.npy", np.stack(pictures))
    np.save(CACHE / "hashes.npy", hashes)
    (CACHE / "index.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    print(len(records), "pictures,", Counter(r["split"] for r in records), Counter(r["style"] for r in records))


@dataclass
class Dataset:
    """Pictures with their records; `rows(split)` gives indices."""

    pictures: np.ndarray  # uint8 (n, 128, 128, 4)
    records: list[dict]

    @classmethod
    def load(cls, folder=CACHE) -> "Dataset":
        lines = (folder / "index.jsonl").read_text().splitlines()
        return cls(np.load(folder / "pictures.npy", mmap_mode="r"), [json.loads(line) for line in lines])

    def rows(self, part: str) -> np.ndarray:
        return np.array([i for i, r in enumerate(self.records) if r["split"] == part])

    def weights(self, rows: np.ndarray) -> np.ndarray:
        weight = np.array([self.records[i]["weight"] for i in rows])
        return weight / weight.sum()
