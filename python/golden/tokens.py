"""CLIP tokenizers: a small vocabulary trained on the spot, and what transformers' CLIPTokenizer makes of odd strings."""

import json
import random

import tokenizers
import transformers
from tokenizers import models, pre_tokenizers, trainers
from transformers import CLIPTokenizer

from .store import FIXTURES

BOS, EOS = "<|startoftext|>", "<|endoftext|>"
CORPUS = (
    "a photo of a red cat sitting on the green grass under a tree , flat icon of the house with two windows and a door ",
    "watercolour painting of mountains at sunset , highly detailed , sharp focus , 4k , it's the artist's best , we're here ",
    "the quick brown fox jumps over the lazy dog . photograph photography photographic unbelievable international ",
    "straße café naïve résumé über größe привет мир 日本語 猫 emoji 😀 smile 🐱 cat 0 1 2 3 2024 !!! ... ??? ",
)
ODD = [
    "", " ", "\t\n\r", "a", "A", "a cat", "  a   cat  ", "a\ncat\tsits", "A CAT", "aCat", "cat.", "cat,dog", "cat , dog", "...", "!!!???", "?!.,;:",
    "it's", "IT'S", "it’s", "we're we've I'm you'll he'd", "'s't're", "''", "'", "don't can't", "o'clock", "rock'n'roll",
    "1", "12", "123", "3.14", "4k", "8K UHD", "2024-01-02", "½ ² Ⅷ ٣ ४ 三", "1st 2nd", "0x1F",
    "café", "cafe\u0301", "CAFÉ", "CAFE\u0301", "naïve", "ÀÉÎÕÜ", "straße STRASSE", "ﬁne", "ǅ ǆ Ǆ", "İstanbul I ı i", "ΑΣ ΣΑΣ σς Σ", "ΟΔΥΣΣΕΥΣ",
    "привет мир", "ПРИВЕТ", "日本語の猫", "中文", "한국어", "한국어", "مرحبا", "שלום", "हिन्दी", "ไทย", "Ελληνικά", "𝒜 𝔘 𝟘", "𐐀𐐨",
    "😀", "😀😀😀", "a😀b", "👨‍👩‍👧‍👦", "👍🏽", "🇫🇷", "❤️", "☃", "♥️ love", "🐱 cat", "e\u0301\u0323", "a\u200bb", "a\u200db", "\ufeffa", "a\u00a0b", "a\u3000b", "a\u2028b",
    "\u0000", "a\u0000b", "\u0007bell", "\u001b[31m", "\u007f", "\u0085", "a\u0085b", "\u001c", "a\u001cb", "a\u180eb", "\u2060", "\ud7ff", "\ufffd", "\ue000", "\U0010ffff",
    "<|startoftext|>", "<|endoftext|>", "a<|endoftext|>b", "<|ENDOFTEXT|>", "<|endoftext|", "< | endoftext | >", "<|startoftext|>cat<|endoftext|>",
    "x" * 300, "cat" * 60, "supercalifragilisticexpialidocious", "donaudampfschifffahrtsgesellschaft", "a-b_c/d\\e", "C:\\path\\file", "http://a.b/c?d=e&f#g", "user@example.com",
    "#hashtag", "$5.00", "50%", "a+b=c", "(cat:1.2)", "[cat]", "{cat|dog}", "<lora:x:1>", "`code`", "~^*", "“quoted”", "«guillemets»", "–—…", "™®©", "a/b", "a&b", "AT&T",
    "½cup", "x²", "H₂O", "no. 5", "#1!", "l'été", "ʼn", "ŉ", "ß ẞ", "K Å Ω", "ſ", "ﬀ", "ＡＢＣ", "１２３", "ｶﾞ", "가", "각", "🏳️‍🌈", "a\u0300\u0301\u0302\u0303", "Z̸̢a̷l̴g̵o̶",
]  # fmt: skip


def train(size: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """A vocabulary in CLIP's order: bytes, bytes at the end of a word, merges, special tokens."""
    reference = CLIPTokenizer()._tokenizer
    work = tokenizers.Tokenizer(models.BPE(end_of_word_suffix="</w>", continuing_subword_prefix=""))
    work.normalizer, work.pre_tokenizer = reference.normalizer, reference.pre_tokenizer
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=alphabet, end_of_word_suffix="</w>", show_progress=False)
    work.train_from_iterator(CORPUS, trainer)
    merges = [tuple(pair) for pair in json.loads(work.to_str())["model"]["merges"]]
    words = [*alphabet, *(letter + "</w>" for letter in alphabet), *("".join(pair) for pair in merges), BOS, EOS]
    return {word: index for index, word in enumerate(dict.fromkeys(words))}, merges


def strings() -> list[str]:
    source = random.Random(7)
    letters = [*"abcdefghijklmnopqrstuvwxyzABC  '.,!-()0129", *"éßñçüÅæøĐłžřаяЖЩ猫日本語한국😀🐱👍❤️", "\u0301", "\t", "'s", "'LL "]
    made = ["".join(source.choices(letters, k=source.randint(1, 40))) for _ in range(150)]
    words = " ".join(CORPUS).split()
    return ODD + made + [" ".join(source.choices(words, k=source.randint(1, 30))) for _ in range(60)]


def write() -> None:
    folder = FIXTURES / "tokens" / "tokenizer"
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary, merges = train(900)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    config = {"tokenizer_class": "CLIPTokenizer", "bos_token": BOS, "eos_token": {"content": EOS}, "pad_token": EOS, "unk_token": EOS, "model_max_length": 20}
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    tokenizer = CLIPTokenizer(vocab=vocabulary, merges=merges, model_max_length=20)
    cases = [{"text": text, "ids": tokenizer(text, add_special_tokens=False).input_ids} for text in strings()]
    chunk = tokenizer("a photo of a cat", padding="max_length", truncation=True).input_ids
    tokenizer.backend_tokenizer.save(str(folder.parent / "tokenizer.json"))
    origin = {"transformers": transformers.__version__, "tokenizers": tokenizers.__version__}
    golden = {"name": "tokens", "about": __doc__, "origin": origin, "chunk": chunk, "cases": cases}
    (folder.parent / "golden.json").write_text(json.dumps(golden))
