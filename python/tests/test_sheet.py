"""The contact sheet of outline icons: their strokes as hints, folded into blocks."""

import json

import cv2
import numpy as np

from inkling_train import pipeline, sheet


def test_outline_icons_are_white_strokes_with_their_names(tmp_path, monkeypatch):
    rgba = np.zeros((3, 128, 128, 4), np.uint8)
    rgba[:, 60:64, 20:100, 3] = 255
    rgba.tofile(tmp_path / "outlines.rgba")
    names = ("ice-cream", "car", "bug")
    (tmp_path / "outlines.jsonl").write_text("".join(json.dumps({"set": "x", "name": n}) + "\n" for n in names))
    shown = sheet.outlines(tmp_path)
    assert shown.prompts == ["ice cream, flat style", "car, emoji style", "bug, cartoon style"]
    assert shown.hints.shape == (3, 128, 128, 3) and shown.hints.mean() == 255 * (4 * 80) / 128**2

    monkeypatch.setattr(pipeline, "load", lambda kind: None)
    monkeypatch.setattr(pipeline, "draw", lambda _, texts, *rest, **more: np.full((len(texts), 128, 128, 3), 9, np.uint8))
    sheet.sheet(tmp_path / "sheet.webp", shown, height=2)
    assert cv2.imread(str(tmp_path / "sheet.webp")).shape == (2 * 128, 2 * 8 * 128, 3), "two blocks of two rows, the last one blank"


def test_another_style_is_another_one():
    assert [sheet.restyled("red car, flat style", i) for i in range(4)] == [f"red car, {s} style" for s in ("emoji", "emoji", "cartoon", "glossy")]
