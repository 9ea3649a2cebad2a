"""What a hand does to a line."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from inkling_train import hints, strokes
from inkling_train.strokes import Hand

EVEN = Hand(thickness=3, simplify=0, gaps=0, wobble=0, past=0, pressure=0)
ACROSS = np.stack([np.arange(20, 109), np.full(89, 64)], -1).astype(np.float32)


def source(seed=0):
    return np.random.default_rng(seed)


def blank():
    return np.zeros((128, 128), np.uint8)


def test_a_loop_and_a_line_are_one_stroke_each():
    loop = cv2.circle(blank(), (64, 64), 30, 255, 1)
    (line,) = strokes.traced(loop)
    assert len(line) == pytest.approx((loop > 0).sum(), rel=0.05)
    bent = cv2.polylines(blank(), [np.array([[20, 100], [64, 20], [100, 90]], np.int32)], False, 255, 1)
    (line,) = strokes.traced(bent)
    assert len(line) == pytest.approx((bent > 0).sum(), rel=0.05)
    assert {tuple(line[0]), tuple(line[-1])} == {(20, 100), (100, 90)}
    assert strokes.traced(blank()) == []


def test_of_a_line_that_branches_nothing_is_lost():
    star = blank()
    for x, y in ((64, 20), (20, 100), (108, 100)):
        cv2.line(star, (64, 64), (x, y), 255, 1)
    lines = strokes.traced(star)
    assert sum(len(line) > 30 for line in lines) == 3
    back = strokes.drawn(lines, 128, replace(EVEN, thickness=1), source())
    assert (back[star > 0] > 0).mean() > 0.97


@pytest.mark.parametrize("width,lines", [(3, 2), (9, 1)])
def test_what_is_thin_is_drawn_in_one_go(width, lines):
    stem = blank()
    stem[20:109, 61] = stem[20:109, 67] = 255
    found = strokes.traced(strokes.in_one_go(stem, width))
    assert sorted(np.median(line[:, 0]) for line in found if len(line) > 60) == ([61, 67] if lines == 2 else [64])


def test_an_even_stroke_is_as_thick_as_its_pen():
    for thickness in (1, 3, 8):
        out = strokes.drawn([ACROSS], 128, replace(EVEN, thickness=thickness), source())
        assert out[:, 64].sum() / 255 == pytest.approx(thickness, abs=0.5)


def test_pressure_swells_a_stroke_and_thins_its_ends():
    swollen = strokes.drawn([ACROSS], 128, replace(EVEN, pressure=1.0), source(3))
    thick = swollen.sum(0)[20:109] / 255
    assert thick[:2].max() < 2 and thick[-2:].max() < 2
    assert thick[10:-10].std() > 0.3 and 3 < thick.max() < 7


def test_a_stroke_goes_on_beyond_its_ends():
    longer = strokes.past_ends(ACROSS, 4.0, 6.0)
    assert longer[0].tolist() == [16, 64] and longer[-1].tolist() == [114, 64]
    out = strokes.drawn([ACROSS], 128, replace(EVEN, past=8.0), source())
    begun, ended = np.flatnonzero(out[64] > 128)[[0, -1]]
    assert 10 <= begun < 20 and 109 < ended <= 118


def test_gaps_leave_out_about_their_share():
    left = [sum(map(len, strokes.with_gaps(ACROSS, source(seed), 0.4))) / len(ACROSS) for seed in range(40)]
    assert 0.5 < np.mean(left) < 0.85 and np.std(left) > 0.05


def test_straight_segments_are_those_of_the_picture_and_no_curves():
    square = np.full((128, 128, 3), 255, np.uint8)
    corners = cv2.boxPoints(((64, 64), (70, 50), 20)).astype(np.int32)
    cv2.fillPoly(square, [corners], (200, 40, 40))
    out = hints.straight(square, 10) > 0.5
    border = cv2.polylines(blank(), [corners], True, 255, 5) > 0
    assert (out & border).sum() > 0.97 * out.sum() and out.sum() > 150
    disc = cv2.circle(np.full((128, 128, 3), 255, np.uint8), (64, 64), 14, (200, 40, 40), -1)
    assert hints.straight(disc, 12).max() == 0
    assert hints.hint(disc, source(1)).mean() >= hints.LEAST


def test_every_kind_of_hint_is_drawn():
    assert sum(hints.SHARES.values()) == pytest.approx(1) and hints.SHARES.keys() == hints.DRAWS.keys()
