"""Captions: a picture's name, style, keywords and colours in one of several phrasings."""

import json
import re
from functools import cache

import numpy as np

from .paths import DATA

EMOJIBASE = DATA / "node_modules" / "emojibase-data" / "en" / "data.json"


@cache
def keywords() -> dict[str, list[str]]:
    """Emojibase label, lower case -> its keywords (MIT, Unicode CLDR); empty where the package is not installed."""
    if not EMOJIBASE.exists():
        return {}
    return {plain(e["label"]): [plain(tag) for tag in e.get("tags", [])] for e in json.loads(EMOJIBASE.read_text())}


def plain(text: str) -> str:
    """Lower-case words of letters, one space between: what a name is reduced to before anything else looks at it."""
    return " ".join(re.findall(r"[a-z]+", text.lower().replace("’", "").replace("'", "")))


def split_joined(word: str, known: dict[str, int]) -> str:
    """'blackcat' -> 'black cat' where every part is a known word; unchanged otherwise. Fewest parts win."""
    if known.get(word, 0) > 1 or len(word) < 7:
        return word
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 14), end):
            part, head = word[start:end], best[start]
            if head is not None and (len(part) > 2 and known.get(part, 0) > 1 or part in ("of", "in", "on")):
                if best[end] is None or len(head) + 1 < len(best[end]):
                    best[end] = head + [part]
    return " ".join(best[-1]) if best[-1] else word


def words_of(name: str, known: dict[str, int]) -> str:
    """An icon's file name as plain words: 'fork-and-knife-1' -> 'fork and knife', without set-specific tails."""
    name = re.sub(r"-(duo|fill|flat|color|\d+|extreme)(?=-|$)", "", name)
    return " ".join(split_joined(word, known) for word in plain(name).split())


def people(words: str) -> bool:
    """Whether a name is one of the hundreds of near-equal persons at work; they are sampled less often."""
    return bool(re.search(r"\b(man|woman|men|women|person|people|boy|girl|male|female|worker)\b", words))


def caption(record: dict, rng: np.random.Generator, colour_share: float = 0.55) -> str:
    """One phrasing, at random. record: {words, style, tags, colours}. Empty colours or tags leave their part out."""
    subject = record["words"]
    tags = [tag for tag in record["tags"] if tag and tag not in subject]
    if tags and rng.random() < 0.15:
        subject = str(rng.choice(tags)) if rng.random() < 0.5 else f"{subject}, {rng.choice(tags)}"
    colours = [c for c in record["colours"] if c not in subject.split()]
    if colours and rng.random() < colour_share:
        said = " and ".join(colours) if rng.random() < 0.6 else colours[0]
        subject = f"{said} {subject}" if rng.random() < 0.75 else f"{subject}, {said}"
    style = record["style"]
    form = rng.random()
    if form < 0.4:
        return f"{subject}, {style} style"
    if form < 0.6:
        return f"{style} {subject}"
    if form < 0.7:
        return f"{'an' if subject[0] in 'aeiou' else 'a'} {subject}"
    return subject


def plain_caption(record: dict) -> str:
    """The fixed phrasing that evaluation uses: colour, name, style."""
    said = [c for c in record["colours"][:1] if c not in record["words"].split()]
    return f"{' '.join(said + [record['words']])}, {record['style']} style"
