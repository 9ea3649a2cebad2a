"""What ships comes back as runs that training goes on from."""

import dataclasses

import pytest
import torch
from diffusers import AutoencoderTiny

from inkling_train import autoencoder, base, control, loop, model, text, tokenizer, unpack
from inkling_train.latents import Latents


@pytest.fixture()
def runs(tmp_path, monkeypatch):
    """An empty runs folder."""
    for module, name in ((autoencoder, "autoencoder"), (tokenizer, "tokenizer"), (base, "base")):
        monkeypatch.setattr(module, "FOLDER", tmp_path / "runs" / name)
    monkeypatch.setattr(tokenizer.trained, "__defaults__", (tokenizer.FOLDER,))
    monkeypatch.setattr(control, "JOINT", tmp_path / "runs" / "joint")
    monkeypatch.setattr(control, "LOCKED", {kind: tmp_path / "runs" / f"control-{kind}" for kind in model.NETS})
    monkeypatch.setattr(base.trained, "__defaults__", (base.FOLDER,))
    return tmp_path / "runs"


def test_the_pack_that_ships_becomes_runs_and_they_are_the_pack(runs):
    unpack.unpack()
    _, said, unet, net = control.trained(control.JOINT)
    shipped = AutoencoderTiny.from_pretrained(unpack.PACK / "vae")
    x = torch.rand(1, 3, 64, 64) * 2 - 1
    with torch.no_grad():
        assert torch.equal(autoencoder.trained(autoencoder.FOLDER).encoder(x), shipped.float().encoder(x))
    assert (tokenizer.FOLDER / "merges.txt").read_bytes() == (unpack.PACK / "tokenizer" / "merges.txt").read_bytes()
    ours = [{n: p for n, p in module.named_parameters() if not n.startswith(model.NEW)} for module in (said, unet, net)]
    assert all(torch.equal(p, p.half().float()) for weights in ours for p in weights.values())
    with pytest.raises(FileExistsError, match="move it away"):
        unpack.unpack()


def test_a_base_that_is_ahead_comes_back_as_the_base_s_run(runs, tmp_path, monkeypatch):
    monkeypatch.setattr(unpack, "AHEAD", tmp_path / "ahead")
    unpack.unpack()
    assert not base.FOLDER.exists()
    unpack.shutil.copytree(control.JOINT, base.FOLDER)
    state = loop.load(base.FOLDER / "last.pt")
    state["ema"]["unet"]["conv_in.bias"] += 0.25
    loop.save(base.FOLDER / "last.pt", state)
    unpack.keep(tmp_path / "ahead")
    unpack.shutil.rmtree(runs)
    unpack.unpack()
    _, said, unet = base.trained()
    assert torch.equal(unet.conv_in.bias, state["ema"]["unet"]["conv_in.bias"].half().float())
    assert torch.equal(said.state_dict()["embeddings.token_embedding.weight"], state["ema"]["text"]["embeddings.token_embedding.weight"])


def test_weights_without_pooled_text_go_on_as_they_were(runs, tmp_path):
    unpack.unpack()
    _, _, before = base.trained(control.JOINT, addition_embed_type=None)
    _, _, now, net = control.trained(control.JOINT, control.JOINT)
    x, t, said = torch.randn(2, 8, 16, 16), torch.tensor([10, 900]), torch.randn(2, model.LENGTH, model.WIDTH)
    with torch.no_grad():
        assert torch.equal(before(x, t, said).sample, now(x, t, said).sample)
    assert set(net.add_embedding.norm2.weight.tolist()) == {0.0}
    with pytest.raises(ValueError, match="another network"):
        model.fill(before, now.state_dict())
    with pytest.raises(ValueError, match="another network"):
        model.fill(now, {k: v for k, v in before.state_dict().items() if k != "conv_in.weight"})


def test_training_goes_on_from_an_unpacked_run(tiny, tmp_path, monkeypatch):
    data, folder = tiny
    monkeypatch.setattr(tokenizer.trained, "__defaults__", (folder / "tokenizer",))
    monkeypatch.setattr(text, "FOLDER", folder / "text")
    stage = base.Stage(Latents(data, folder), 2)
    averaged = {name: {k: v.clone() for k, v in module.state_dict().items()} for name, module in stage.modules.items()}
    loop.save(tmp_path / "last.pt", {"ema": averaged})
    again = base.Stage(Latents(data, folder), 2)
    for module in again.modules.values():
        for p in module.parameters():
            p.data.zero_()
    loop.train(again, dataclasses.replace(base.plan(1, 2), folder=tmp_path, rate=0.0, weight_decay=0.0, workers=0))
    assert all(torch.equal(v, averaged["unet"][k]) for k, v in again.modules["unet"].state_dict().items())
