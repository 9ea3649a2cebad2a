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
    return tmp_path / "runs"


def test_the_pack_that_ships_becomes_runs_and_they_are_the_pack(runs):
    unpack.unpack()
    _, said, unet, net = control.trained(control.JOINT)
    shipped = AutoencoderTiny.from_pretrained(unpack.PACK / "vae")
    x = torch.rand(1, 3, 64, 64) * 2 - 1
    with torch.no_grad():
        assert torch.equal(autoencoder.trained(autoencoder.FOLDER).encoder(x), shipped.float().encoder(x))
    assert (tokenizer.FOLDER / "merges.txt").read_bytes() == (unpack.PACK / "tokenizer" / "merges.txt").read_bytes()
    half = lambda module: all(torch.equal(p, p.half().float()) for p in module.parameters())  # noqa: E731
    assert half(said) and half(unet) and half(net) and not any(p.isnan().any() for p in unet.parameters())
    with pytest.raises(FileExistsError, match="move it away"):
        unpack.unpack()


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
