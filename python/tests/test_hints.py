"""What a hint is, whatever the drawing."""

import numpy as np
import pytest
from skimage.color import rgb2lab

from conftest import shape

from inkling_train import hints, maps, scores
from inkling_train.dataset import on_colour


@pytest.mark.parametrize("i", range(12))
def test_white_strokes_on_black(i):
    out = hints.hint(on_colour(shape(i)), np.random.default_rng(i))
    assert out.shape == (128, 128) and out.dtype == np.float32
    assert 0 <= out.min() and out.max() <= 1.0001
    assert hints.LEAST <= out.mean() < 0.6, "neither empty nor flooded"


def test_the_same_random_numbers_draw_the_same_hint():
    rgb = on_colour(shape(3))
    a, b, c = (hints.hint(rgb, np.random.default_rng(s)) for s in (1, 1, 2))
    assert (a == b).all() and (a != c).any()


def test_scribbles_stay_near_the_contour():
    rgb = on_colour(shape(4))
    far = []
    for seed in range(30):
        drawn = hints.scribble(rgb, np.random.default_rng(seed)) > 0.5
        ys, xs = np.nonzero(drawn)
        ey, ex = np.nonzero(hints.canny(rgb))
        gap = np.sqrt((ys[:, None] - ey) ** 2 + (xs[:, None] - ex) ** 2).min(1)
        far.append(np.percentile(gap, 90))
    assert np.median(far) < 6


def test_scores_are_one_for_the_truth_and_low_for_another_picture():
    a, b = on_colour(shape(0)), on_colour(shape(4))
    assert scores.edge_scores(a, a)[0] == pytest.approx(1)
    assert scores.silhouette_iou(a, a) == 1
    assert scores.edge_scores(a, b)[0] < 0.5


def test_a_colour_map_has_few_colours_all_near_the_picture_s_own():
    rgba = shape(1)
    out = maps.regions(rgba, np.random.default_rng(0))
    assert out.shape == (128, 128, 3) and len(np.unique(out.reshape(-1, 3), axis=0)) <= 8
    assert np.abs(out.astype(int) - on_colour(rgba)).mean() < 12
    black = maps.unpainted_black(out)
    paper = (out == 255).all(-1)
    assert paper[rgba[..., 3] == 0].mean() > 0.95 and (black[paper] == 0).all() and (black[~paper] == out[~paper]).all()


def test_depth_is_black_outside_and_whitest_in_the_thick_of_it():
    rgba = shape(0)
    near = maps.depth(rgba, np.random.default_rng(0))
    assert near[rgba[..., 3] == 0].mean() < 8
    y, x = np.argwhere(rgba[..., 3] > 0).mean(0).astype(int)
    assert near[y, x] > 240
    flat = maps.normals(np.zeros((8, 8), np.uint8))
    assert (flat == (255, 127, 127)).all()
    slope = np.tile(np.arange(99, 163, 8, np.uint8), (8, 1))
    left, top = maps.bae(slope)[4, 4], maps.bae(slope.T)[4, 4]
    assert left[0] > 200 and left[1] == 127, "what rises to the right faces left: red"
    assert top[1] > 200 and top[0] == 127, "what rises downwards faces up: green"


def test_the_colour_error_is_cielab_s_distance():
    red, near, white = (np.full((8, 8, 3), c, np.uint8) for c in ((220, 30, 40), (200, 40, 50), (255, 255, 255)))
    wanted = np.linalg.norm(rgb2lab(red[0, 0] / 255) - rgb2lab(near[0, 0] / 255))
    assert scores.lab_error(red, near) == pytest.approx(wanted, abs=0.05)
    assert scores.lab_error(red, red) == 0
    assert scores.lab_error(white, red) == 0, "bare paper asks for nothing"
