"""What ships comes back as runs that training goes on from."""

import dataclasses
import shutil

import pytest
import torch
from diffusers import AutoencoderTiny, UNet2DConditionModel
from transformers import CLIPTokenizer

from inkling_train import autoencoder, base, control, loop, model, text, tokenizer, unpack
from inkling_train.latents import Latents


@pytest.fixture()
def runs(tmp_path, monkeypatch):
    """An empty runs folder, and no base ahead."""
    for module, name in ((autoencoder, "autoencoder"), (tokenizer, "tokenizer"), (base, "base")):
        monkeypatch.setattr(module, "FOLDER", tmp_path / "runs" / name)
    monkeypatch.setattr(tokenizer.trained, "__defaults__", (tokenizer.FOLDER,))
    monkeypatch.setattr(control, "FOLDERS", {kind: tmp_path / "runs" / f"control-{kind}" for kind in model.NETS})
    monkeypatch.setattr(base.trained, "__defaults__", (base.FOLDER,))
    monkeypatch.setattr(control.trained, "__defaults__", (base.FOLDER,))
    monkeypatch.setattr(unpack, "AHEAD", tmp_path / "ahead")
    return tmp_path / "runs"


@pytest.fixture()
def pack(tmp_path):
    """The pack that ships, with networks that have learned nothing: theirs may be of an earlier build."""
    torch.manual_seed(5)
    folder = tmp_path / "pack"
    for part in ("tokenizer", "vae"):
        shutil.copytree(unpack.PACK / part, folder / part)
    unet = model.unet()
    parts = {"unet": unet, "text_encoder": model.text_encoder(CLIPTokenizer.from_pretrained(folder / "tokenizer"))}
    parts |= {f"controlnet-{name}": model.controlnet(unet) for name, _ in model.NETS.values()}
    for name, part in parts.items():
        part.half().save_pretrained(folder / name)
    return folder


def test_a_pack_becomes_runs_and_they_are_the_pack(runs, pack):
    unpack.unpack(pack)
    _, said, unet, net = control.trained(control.FOLDERS["line"])
    shipped = AutoencoderTiny.from_pretrained(pack / "vae")
    x = torch.rand(1, 3, 64, 64) * 2 - 1
    with torch.no_grad():
        assert torch.equal(autoencoder.trained(autoencoder.FOLDER).encoder(x), shipped.float().encoder(x))
    assert (tokenizer.FOLDER / "merges.txt").read_bytes() == (pack / "tokenizer" / "merges.txt").read_bytes()
    assert all(torch.equal(p, p.half().float()) for module in (said, unet, net) for p in module.parameters())
    assert torch.equal(unet.conv_in.weight, UNet2DConditionModel.from_pretrained(pack / "unet").conv_in.weight.float())
    with pytest.raises(FileExistsError, match="move it away"):
        unpack.unpack(pack)


def test_a_base_that_is_ahead_comes_back_as_the_base_s_run(runs, pack, tmp_path):
    unpack.unpack(pack)
    state = loop.load(base.FOLDER / "last.pt")
    state["ema"]["unet"]["conv_in.bias"] += 0.25
    loop.save(base.FOLDER / "last.pt", state)
    unpack.keep(tmp_path / "ahead")
    shutil.rmtree(runs)
    unpack.unpack(pack)
    _, said, unet = base.trained()
    assert torch.equal(unet.conv_in.bias, state["ema"]["unet"]["conv_in.bias"].half().float())
    assert torch.equal(said.state_dict()["embeddings.token_embedding.weight"], state["ema"]["text"]["embeddings.token_embedding.weight"])


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
