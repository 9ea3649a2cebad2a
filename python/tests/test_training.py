"""Training on the tiny set: it learns, it resumes, zero convolutions begin at zero, the tokenizer is CLIP's."""

import dataclasses
import json
import os
import signal
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import torch
from skimage.metrics import structural_similarity
from torch import nn

from inkling_train import alive, autoencoder, base, control, curve, distil, evaluator, loop, model, muon, text, tokenizer
from inkling_train import latents as latents_module
from inkling_train.dataset import on_colour
from inkling_train.latents import Latents


@pytest.fixture()
def latents(tiny, monkeypatch):
    data, folder = tiny
    monkeypatch.setattr(tokenizer.trained, "__defaults__", (folder / "tokenizer",))
    monkeypatch.setattr(text, "FOLDER", folder / "text")
    return Latents(data, folder)


def losses(stage, steps, rate=2e-3):
    optimiser = torch.optim.AdamW(stage.groups(), lr=rate)
    out = []
    for step in range(steps):
        source, noise = loop.rng(0, step)
        loss, _ = stage.loss(step, stage.draw(source), noise)
        loss.backward()
        optimiser.step()
        optimiser.zero_grad()
        out.append(float(loss.detach()))
    return out


def test_twenty_steps_lower_the_loss_of_the_base(latents):
    out = losses(base.Stage(latents, 4), 20)
    assert np.mean(out[-5:]) < 0.9 * np.mean(out[:3])


def test_muon_turns_matrices_by_nearly_orthogonal_ones_however_small_their_gradient(latents):
    g = torch.Generator().manual_seed(3)
    given = torch.stack([torch.randn(12, 40, generator=g), 1e-12 * torch.randn(12, 40, generator=g)])
    values = torch.linalg.svdvals(muon.orthogonal(given))
    assert 0.6 < values.min() and values.max() < 1.25, "what the polynomial's five rounds leave, and bfloat16"
    net = nn.ModuleDict({"conv": nn.Conv2d(4, 6, 3), "tall": nn.Linear(5, 30), "embedding": nn.Embedding(7, 8)})
    optimiser = muon.Muon(muon.groups_of(net), lr=0.01)
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for p in net.parameters():
        p.grad = torch.randn(p.shape, generator=g)
    optimiser.step()
    moved = {name: p.detach() - before[name] for name, p in net.named_parameters()}
    for name in ("conv.weight", "tall.weight"):
        flat = moved[name].flatten(1)
        assert abs(float(flat.square().mean().sqrt()) / (0.01 * muon.RMS) - 1) < 0.25, name
    assert all(abs(float(moved[name].abs().max()) / 0.01 - 1) < 0.1 for name in ("conv.bias", "tall.bias", "embedding.weight")), "AdamW's first step"


def test_a_resumed_run_of_the_base_equals_an_unbroken_one(latents, tmp_path):
    def run(folder, steps):
        loop.train(base.Stage(latents, 2), dataclasses.replace(base.plan(steps, 2), folder=folder))
        return loop.load(folder / "last.pt")

    whole = run(tmp_path / "whole", 3)
    run(tmp_path / "broken", 2)
    broken = run(tmp_path / "broken", 3)
    assert broken["step"] == whole["step"] == 3
    for part in base.PARTS:
        assert all(torch.equal(tensor, broken["modules"][part][key]) for key, tensor in whole["modules"][part].items())


def test_a_branch_that_adds_the_same_for_all_pictures_is_worth_nothing(tiny, latents):
    stage = base.Stage(latents, 4)
    assert all(float(branch.weight.abs().sum()) == 0 for branch in model.branches(stage.modules["unet"]).values()), "each begins as nothing"
    losses(stage, 3)
    unet = stage.modules["unet"].eval()
    dead = "mid_block.resnets.0"
    model.branches(unet)[dead].weight.data.zero_()
    vae = autoencoder.folded(autoencoder.create()).eval()
    pipe = SimpleNamespace(vae=vae, tokenizer=stage.batches.tokenizer, text_encoder=stage.modules["text"].eval(), unet=unet)
    worth = alive.worth(pipe, tiny[0])
    assert worth.keys() == model.branches(unet).keys() and worth[dead] == 0
    assert max(map(abs, worth.values())) > 1e-5


def test_twenty_steps_lower_the_loss_of_the_autoencoder(tiny):
    out = losses(autoencoder.Stage(tiny[0], 2, crop=32), 20)
    assert np.mean(out[-5:]) < 0.7 * np.mean(out[:3])


def test_a_resumed_run_equals_an_unbroken_one(tiny, tmp_path):
    def run(folder, steps, workers=0):
        torch.manual_seed(0)
        stage = autoencoder.Stage(tiny[0], 1, crop=32)
        plan = dataclasses.replace(autoencoder.plan(6, 1), folder=folder, cooldown=0)
        loop.train(stage, dataclasses.replace(plan, steps=steps, workers=workers))
        return loop.load(folder / "last.pt")

    whole = run(tmp_path / "whole", 6)
    run(tmp_path / "broken", 3)
    broken = run(tmp_path / "broken", 6, workers=2)
    assert broken["step"] == whole["step"] == 6
    for kind in ("modules", "ema"):
        for key, tensor in whole[kind]["vae"].items():
            assert torch.equal(tensor, broken[kind]["vae"][key]), key


def test_workers_start_although_opencv_has_used_its_threads(tiny, tmp_path):
    cv2.setNumThreads(2)
    cv2.GaussianBlur(np.zeros((2000, 2000, 3), np.float32), (0, 0), 5)
    loop.train(autoencoder.Stage(tiny[0], 1, crop=32), dataclasses.replace(autoencoder.plan(2, 1), folder=tmp_path, workers=1))
    assert loop.load(tmp_path / "last.pt")["step"] == 2


def test_a_worker_outlives_the_signal_that_ends_training(tiny, tmp_path):
    class Hit(autoencoder.Stage):
        def draw(self, source):
            os.kill(os.getpid(), signal.SIGTERM)
            return super().draw(source)

    loop.train(Hit(tiny[0], 1, crop=32), dataclasses.replace(autoencoder.plan(2, 1), folder=tmp_path, workers=1))
    assert loop.load(tmp_path / "last.pt")["step"] == 2


def test_the_canvas_has_each_token_s_cell_in_its_place():
    canvas = text.Canvas(model.WIDTH, 8)
    states = torch.randn(2, tokenizer.LENGTH, model.WIDTH)
    other = states.clone()
    other[:, 16 + 6] += torch.randn(model.WIDTH)  # the seventh cell: second row, third column
    other[:, :16] = 0
    moved = (canvas(states) != canvas(other)).any(1)
    place = torch.zeros(16, 16, dtype=torch.bool)
    place[4:8, 8:12] = True
    assert moved.shape == (2, 16, 16) and (moved[:, place]).all() and not moved[:, ~place].any()


def test_the_text_encoder_s_warm_start_learns_and_is_taken_over(latents, tmp_path, monkeypatch):
    stage = text.Stage(latents, 8)
    out = losses(stage, 20)
    assert np.mean(out[-5:]) < 0.9 * np.mean(out[:3])
    monkeypatch.setattr(text, "FOLDER", tmp_path / "text")
    text.FOLDER.mkdir()
    loop.save(text.FOLDER / "last.pt", {"ema": {k: m.state_dict() for k, m in stage.modules.items()}})
    same = lambda encoder: all((encoder.state_dict()[k] == v).all() for k, v in stage.modules["text"].state_dict().items())  # noqa: E731
    first = base.Stage(latents, 2)
    assert same(first.modules["text"])
    first.modules["text"].final_layer_norm.weight.data.zero_()
    loop.save(tmp_path / "last.pt", {"ema": {k: m.state_dict() for k, m in first.modules.items()}})
    assert not same(base.Stage(latents, 2, tmp_path).modules["text"]) and same(base.Stage(latents, 2, tmp_path, heard=True).modules["text"])


def test_zero_convolutions_do_nothing_at_first_and_learn_at_once(latents, tmp_path):
    stage = base.Stage(latents, 2)
    parts = {k: m.state_dict() for k, m in stage.modules.items()}
    loop.save(tmp_path / "last.pt", {"ema": parts})
    locked = control.Stage(latents, 2, start=tmp_path)
    x, t = torch.randn(2, 8, 16, 16), torch.tensor([10, 900])
    states, hint = torch.randn(2, 32, model.WIDTH), torch.rand(2, 3, 128, 128)
    with torch.no_grad():
        down, mid = locked.modules["control"](x, t, states, hint, return_dict=False)
        plain = locked.frozen["unet"](x, t, states).sample
        joined = locked.frozen["unet"](x, t, states, down_block_additional_residuals=down, mid_block_additional_residual=mid).sample
    assert torch.equal(plain, joined)
    before = {k: v.clone() for k, v in locked.frozen["unet"].state_dict().items()}
    losses(locked, 1)
    (tmp_path / "net").mkdir()
    loop.save(tmp_path / "net" / "last.pt", {"ema": {"control": locked.modules["control"].state_dict()}})
    further = control.Stage(latents, 2, start=tmp_path, net=tmp_path / "net").modules["control"].state_dict()
    assert all(torch.equal(v, further[k]) for k, v in locked.modules["control"].state_dict().items()), "a net goes on from another run's"
    assert all(block.weight.abs().sum() > 0 for block in locked.modules["control"].controlnet_down_blocks), "dL/dw = x, and x is not zero"
    assert all(torch.equal(v, before[k]) for k, v in locked.frozen["unet"].state_dict().items()), "the base is locked"


def test_tokens_survive_the_round_trip(tiny):
    words = tokenizer.trained(tiny[1] / "tokenizer")
    ids = tokenizer.encode(words, ["box, flat style", ""])
    assert ids.shape == (2, tokenizer.LENGTH)
    assert ids[0, 0] == words.bos_token_id and ids[0, -1] == words.eos_token_id == words.pad_token_id
    assert (ids[1, 1:] == words.eos_token_id).all()
    assert words.decode(ids[0], skip_special_tokens=True) == "box , flat style"


def test_the_rate_warms_up_and_cools_down(tmp_path):
    plan = loop.Plan(tmp_path, steps=100, rate=1.0, batch=1, warmup=10, cooldown=20)
    assert loop.rate_at(plan, 0) == pytest.approx(0.1)
    assert loop.rate_at(plan, 50) == 1
    assert loop.rate_at(plan, 90) == pytest.approx(0.5)
    assert loop.rate_at(plan, 100) == 0


def test_the_folded_autoencoder_is_the_trained_one(tiny):
    stage = autoencoder.Stage(tiny[0], 2, crop=32)
    losses(stage, 5)
    model = stage.modules["vae"].eval()
    x = stage.draw(np.random.default_rng(0))["x"]
    with torch.no_grad():
        assert torch.allclose(autoencoder.folded(model)(x).sample, model(x).sample, atol=1e-4)


def test_the_evaluator_learns_to_tell_subgroups_apart(tiny, tmp_path, monkeypatch):
    monkeypatch.setattr(evaluator, "subgroups", lambda: {"disc": 0, "box": 1, "wedge": 2})
    stage = evaluator.Stage(tiny[0], 12)
    losses(stage, 80)
    net = stage.modules["net"].eval()
    assert evaluator.accuracy(net, tiny[0], "train") > 0.8, "chance is a third"
    assert evaluator.label_of({"words": "ring"}) is None
    evaluator.keep(net, tmp_path / "judge.safetensors")
    assert evaluator.accuracy(evaluator.judge(tmp_path / "judge.safetensors"), tiny[0], "train") > 0.8


def test_a_locked_run_writes_down_its_control_score(latents, tmp_path, monkeypatch):
    monkeypatch.setattr(autoencoder, "trained", lambda: autoencoder.folded(autoencoder.create()).eval())
    first = base.Stage(latents, 2)
    loop.save(tmp_path / "last.pt", {"ema": {k: m.state_dict() for k, m in first.modules.items()}})
    further = base.Stage(latents, 2, tmp_path).modules["unet"].state_dict()
    assert all((further[k] == v).all() for k, v in first.modules["unet"].state_dict().items()), "a base goes on from another run"
    locked = control.Stage(latents, 2, start=tmp_path)
    plan = dataclasses.replace(control.plan(2, 2), folder=tmp_path / "control", probe=1)
    loop.train(locked, plan)
    rows = [json.loads(line) for line in (plan.folder / "probe.jsonl").read_text().splitlines()]
    assert [row["step"] for row in rows] == [0, 1]
    assert all(0 <= row[name] <= 1 for row in rows for name in ("f1", "f1_no_words"))
    curve.draw_scores(plan.folder / "probe.jsonl", tmp_path / "curve.svg")
    assert (tmp_path / "curve.svg").read_text().count("<polyline") == 2


def test_the_curve_of_names_says_where_its_line_reaches_what_is_wanted(tmp_path):
    rows = [{"release": f"r{i}", "recipe": "new", "samples": 10_000 * 10**i, "ratio": 0.2 + 0.2 * i} for i in range(3)]
    (tmp_path / "named.jsonl").write_text("\n".join(map(json.dumps, rows)))
    reach = curve.draw_named(tmp_path / "named.jsonl", tmp_path / "named.svg", wanted=0.8)
    assert reach == pytest.approx(10_000_000)
    drawn = (tmp_path / "named.svg").read_text()
    assert drawn.count("<circle") == 3 and "10.0 M?" in drawn
    (tmp_path / "named.jsonl").write_text("\n".join(json.dumps(row | {"ratio": 0.3 - row["samples"] / 1e7}) for row in rows))
    assert curve.draw_named(tmp_path / "named.jsonl", tmp_path / "falling.svg") == float("inf")
    assert "M?" not in (tmp_path / "falling.svg").read_text()


def test_the_curve_of_names_draws_no_line_from_one_recipe_to_another(tmp_path):
    rows = [{"release": f"r{i}", "recipe": recipe, "samples": 100 * 10**i, "ratio": 0.2 * i} for i, recipe in enumerate(("old", "old", "new"))]
    (tmp_path / "named.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert curve.draw_named(tmp_path / "named.jsonl", tmp_path / "named.svg") == float("inf")
    drawn = (tmp_path / "named.svg").read_text()
    assert drawn.count("<circle") == 3 and "straight line" not in drawn and ">old<" in drawn and ">new<" in drawn


def test_guidance_is_taken_in(latents):
    first = base.Stage(latents, 4)
    text, unet = first.modules["text"], first.modules["unet"]
    nets = {"line": model.controlnet(unet), "shape": model.controlnet(unet)}
    teach = lambda guidance: distil.Stage(latents, 4, text, unet, nets, guidance)  # noqa: E731
    assert max(losses(teach(1.0), 4, rate=0)) < 1e-8, "guidance 1 changes nothing, so the student has nothing to learn"
    stage = teach(4.0)
    before = {k: v.clone() for k, v in stage.frozen["teacher"].state_dict().items()}
    drawn = stage.draw(np.random.default_rng(0))
    out = losses(stage, 30, rate=5e-4)
    assert len(drawn["line"]) == len(drawn["shape"]) == 1 and np.mean(out[-8:]) < 0.8 * np.mean(out[:8])
    assert all((v == before[k]).all() for k, v in stage.frozen["teacher"].state_dict().items()), "the teacher stays"


def test_latents_of_another_autoencoder_are_encoded_anew(tiny, tmp_path):
    data, _ = tiny
    one, other = (autoencoder.folded(autoencoder.create()).eval().requires_grad_(False) for _ in range(2))
    latents_module.build(one, data, tmp_path, passes=1)
    before = np.load(tmp_path / "latents.npy")
    latents_module.build(one, data, tmp_path, passes=1)
    assert (np.load(tmp_path / "latents.npy") == before).all()
    latents_module.build(other, data, tmp_path, passes=1)
    assert (np.load(tmp_path / "latents.npy") != before).any()


def test_more_variants_keep_those_that_are_there(tiny, tmp_path, monkeypatch):
    data, _ = tiny
    vae = autoencoder.folded(autoencoder.create()).eval().requires_grad_(False)
    monkeypatch.setattr(latents_module, "VARIANTS", 2)
    latents_module.build(vae, data, tmp_path, passes=2)
    before = np.load(tmp_path / "latents.npy")
    monkeypatch.setattr(latents_module, "VARIANTS", 3)
    latents_module.build(vae, data, tmp_path, passes=3)
    after, row = np.load(tmp_path / "latents.npy"), data.rows("train")
    assert (after[:2] == before).all() and after[2, row].any((1, 2, 3)).all()
    assert {Latents(data, tmp_path).variant(row[0], np.random.default_rng(i)) for i in range(20)} == {0, 1, 2}


def test_structural_similarity_is_scikit_image_s(tiny):
    a = np.stack([on_colour(tiny[0].pictures[i]) for i in (0, 1)])
    b = np.clip(a + np.random.default_rng(0).normal(0, 20, a.shape), 0, 255).astype(np.uint8)
    wanted = np.mean([structural_similarity(x, y, channel_axis=-1) for x, y in zip(a, b)])
    ta, tb = (torch.from_numpy(x).permute(0, 3, 1, 2).double().div(127.5).sub(1) for x in (a, b))
    assert float(autoencoder.ssim(ta, tb)) == pytest.approx(wanted, abs=1e-4)
