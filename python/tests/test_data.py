"""Data rules: licences, names, splits, colours."""

import json
import re

import numpy as np
import pytest

from conftest import shape
from inkling_train import captions, colours, dataset
from inkling_train.paths import CACHE, DATA

CONFIG = json.loads((DATA / "sets.json").read_text())
OPEN = {"MIT", "Apache-2.0", "CC0-1.0", "CC-BY-4.0"}


def test_only_open_licences_are_allowed():
    assert set(CONFIG["licences"]) <= OPEN
    assert not {"openmoji", "emojione-v1"} & set(CONFIG["sets"]), "these two are share-alike"


def test_the_manifest_holds_only_open_licences():
    manifest = CACHE / "sets.json"
    if not manifest.exists():
        pytest.skip("icons not rendered here")
    found = json.loads(manifest.read_text())["sets"]
    assert set(found) == set(CONFIG["sets"])
    assert {s["licence"]["spdx"] for s in found.values()} <= OPEN


@pytest.mark.parametrize("name", ["flag-france", "ok-hand-light-skin-tone", "two-oclock", "keycap-5", "google", "family-adult"])
def test_left_out(name):
    assert any(re.search(rule, name) for rule in CONFIG["exclude"].values())


@pytest.mark.parametrize("name", ["red-apple", "cat-face", "dog", "rocket", "tulip", "sun", "house", "sailboat", "pear"])
def test_kept(name):
    assert not any(re.search(rule, name) for rule in CONFIG["exclude"].values())


def test_no_leak_between_splits():
    names = [f"thing {i // 2}" for i in range(120)]
    records = [{"words": name} for name in names]
    pictures = [shape(i % 100) for i in range(120)]  # the last twenty repeat the first
    hashes = np.stack([dataset.picture_hash(dataset.on_colour(p)) for p in pictures])
    parts = dataset.split(records, hashes)
    train = [i for i, p in enumerate(parts) if p == "train"]
    held = [i for i, p in enumerate(parts) if p in ("picture", "name")]
    assert train and {"picture", "name"} <= set(parts)
    assert dataset.distances(hashes[train], hashes[held]).min() > dataset.NEAR
    assert not {names[i] for i, p in enumerate(parts) if p == "name"} & {names[i] for i in train}


def test_no_leak_in_the_built_data():
    if not (CACHE / "hashes.npy").exists():
        pytest.skip("data not built here")
    data, hashes = dataset.Dataset.load(), np.load(CACHE / "hashes.npy")
    held = np.concatenate([data.rows("picture"), data.rows("name")])
    assert dataset.distances(hashes[data.rows("train")], hashes[held]).min() > dataset.NEAR
    names = {data.records[i]["words"] for i in data.rows("train")}
    assert not names & {data.records[i]["words"] for i in data.rows("name")}


def test_joined_names_are_split():
    known = {"black": 5, "cat": 9, "mount": 3, "fuji": 2}
    assert captions.words_of("blackcat", known) == "black cat"
    assert captions.words_of("mountfuji-2", known) == "mount fuji"
    assert captions.words_of("xylophone", known) == "xylophone"


@pytest.mark.parametrize(("rgb", "name"), [((220, 30, 30), "red"), ((255, 204, 77), "yellow"), ((60, 160, 60), "green"),
                                           ((50, 90, 220), "blue"), ((250, 250, 250), "white"), ((20, 20, 20), "black"),
                                           ((130, 80, 40), "brown"), ((250, 130, 180), "pink")])
def test_colour_words_are_true(rgb, name):
    assert colours.dominant(np.full((16, 16, 4), (*rgb, 255), np.uint8)) == [name]


def test_captions_say_the_name_and_only_true_colours():
    record = {"words": "tulip", "style": "flat", "tags": [], "colours": ["pink"]}
    said = {captions.caption(record, np.random.default_rng(i)) for i in range(50)}
    assert len(said) > 4 and all("tulip" in text for text in said)
    assert all(word in "a an tulip flat style pink".split() for text in said for word in captions.plain(text).split())
