"""The edge network's scenes, folding, loss and figures."""

import numpy as np
import pytest
import torch

from inkling_train import loop
from inkling_train.softedge import evaluate, network, scenes, train


@pytest.fixture(scope="module")
def made(tiny):
    data, _ = tiny
    rows = data.rows("train")
    return np.stack([scenes.scene(np.random.default_rng([5, i]), data.pictures, rows) for i in range(6)])


def test_scenes_have_edges_where_colours_change(made):
    assert made.shape == (6, scenes.SIZE, scenes.SIZE, 5) and made.dtype == np.uint8
    steep, flat = [], []
    for scene in made:
        grey = scene[..., :3].astype(np.float32).mean(-1)
        change = np.hypot(*np.gradient(grey))
        edge = (scene[..., 3] > 127) & (scene[..., 4] > 0)
        if edge.any():
            steep.append(change[edge].mean())
            flat.append(change[scene[..., 3] == 0].mean())
    assert len(steep) >= 4 and np.mean(steep) > 2 * np.mean(flat)


def test_the_same_numbers_make_the_same_scene(tiny):
    data, _ = tiny
    a, b, c = (scenes.scene(np.random.default_rng(s), data.pictures, data.rows("train")) for s in (1, 1, 2))
    assert (a == b).all() and (a != c).any()


def test_folding_the_norms_changes_nothing():
    torch.manual_seed(0)
    net = network.EdgeNet((4, 6, 8), (1, 1, 0))
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
            module.weight.data.uniform_(0.5, 2)
            module.bias.data.normal_()
    net.eval()
    image = torch.rand(1, 3, 32, 48)
    plain = network.unfolded(network.folded(net), {"widths": (4, 6, 8), "blocks": (1, 1, 0)})
    with torch.no_grad():
        assert torch.allclose(net(image), plain(image), atol=1e-4)


def test_training_learns_and_resumes(made, tmp_path):
    stage = train.Stage(made, 4)
    plan = train.plan(6, 4, 0)
    plan.folder = tmp_path
    source, noise = loop.rng(0, 0)
    drawn = stage.draw(source)
    first = float(stage.loss(0, drawn, noise)[0])
    loop.train(stage, plan)
    again = train.Stage(made, 4)
    plan.steps = 8
    loop.train(again, plan)
    assert float(again.loss(0, drawn, noise)[0]) < first
    assert loop.load(tmp_path / "last.pt")["step"] == 8


def test_a_perfect_map_scores_one_and_an_empty_one_nothing():
    edge = np.zeros((40, 40), bool)
    edge[20, 5:35] = True
    known = np.ones_like(edge)
    perfect, shifted, far, empty = (evaluate.counts(np.roll(edge, by, 0), edge, known) for by in (0, 2, 3, 0))
    empty = evaluate.counts(np.zeros_like(edge), edge, known)
    assert evaluate.best(np.stack([perfect]))[0] == 1
    assert evaluate.best(np.stack([shifted]))[0] == 1
    assert evaluate.best(np.stack([far]))[0] == 0
    assert evaluate.best(np.stack([empty]))[0] == 0
