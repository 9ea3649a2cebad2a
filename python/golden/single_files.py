"""Single-file checkpoints in CompVis' naming: what diffusers' `from_single_file` makes of them, weights and pictures.

Weights are made (made.py), so that a fixture holds names, shapes and pictures only; the file itself is put together by whoever reads it.
"""

import json
import sys
import tempfile
import types
from collections import OrderedDict
from pathlib import Path

import torch
from diffusers import AutoencoderKL, ControlNetModel, StableDiffusionPipeline, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTokenizer

from . import ldm_names, made, packs, pictures
from .store import FIXTURES, Fixture
from .texts import make_text_encoder
from .tokens import BOS, EOS, strings
from .unets import make_controlnet, make_unet
from .vaes import make_kl

MERGES = Path(__file__).parents[2] / "public/models/clip-vocabulary/merges.txt"
BLOCKS = dict(down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"))


def vocabulary() -> tuple[dict[str, int], list[tuple[str, str]]]:
    """CLIP's, in its order."""
    merges = [tuple(line.split()) for line in MERGES.read_text().split("\n")[1:] if line]
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = [chr(code) for code in printable] + [chr(256 + i) for i in range(256 - len(printable))]
    words = [*letters, *(letter + "</w>" for letter in letters), *("".join(pair) for pair in merges), BOS, EOS]
    return {word: index for index, word in enumerate(words)}, merges


class Single(packs.Pack):
    """A pack whose weights follow from their names; its folder has configs alone, its file everything in one."""

    def __init__(self, family: str, unet, vae, scheduler: dict, **text):
        self.family, self.scheduler, self.nets = family, scheduler, {}
        vocab, merges = vocabulary()
        pad = "!" if family == "sd2" else EOS
        self.tokenizer = CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77, pad_token=pad)
        encoder = make_text_encoder(1, vocabulary=len(vocab), width=64, layers=2, tokens=77, heads=1, bos_token_id=49406, eos_token_id=49407, **text)
        self.listed = {name: made.fill(model, special(model)) for name, model in (("unet", unet), ("vae", vae), ("text_encoder", encoder))}
        self.folder = Path(tempfile.mkdtemp())
        self.unet, self.vae, self.text = unet, vae, encoder
        self.tokenizer.save_pretrained(self.folder / "tokenizer")
        self.save()
        self.file = ldm_names.checkpoint(unet, vae, encoder, family)
        if family == "sd2":
            self.file["cond_stage_model.model.text_projection"] = torch.zeros(64, 64)

    def read_back(self) -> None:
        """The pipeline's parts as diffusers reads them out of the single file."""
        path = self.folder / "one.safetensors"
        save_file({key: value.contiguous() for key, value in self.file.items()}, path)
        pipe = StableDiffusionPipeline.from_single_file(str(path), config=str(self.folder), local_files_only=True)
        for ours, theirs in ((self.unet, pipe.unet), (self.vae, pipe.vae), (self.text, pipe.text_encoder)):
            same(ours, theirs)
        assert pipe.scheduler.config.prediction_type == self.scheduler.get("prediction_type", "epsilon")

    def names(self) -> dict[str, list]:
        """Each tensor of the file, and of which component's tensors it is joined; nothing for what nobody reads."""
        owners = {}
        for component, model in (("unet", self.unet), ("vae", self.vae), ("text_encoder", self.text)):
            for key, value in model.state_dict().items():
                owners.setdefault(value.flatten()[:8].tolist().__repr__() + str(value.numel()), f"{component}/{key}")
        out = {}
        for key, value in self.file.items():
            parts = value.chunk(3) if "in_proj" in key else [value]
            found = [owners.get(part.flatten()[:8].tolist().__repr__() + str(part.numel())) for part in parts]
            out[key] = [list(value.shape), *found] if all(found) else [list(value.shape)]
        return out


def special(model) -> dict:
    """Embeddings of unit size, as text encoders have them."""
    return {key: (0.0, 1.7) for key in model.state_dict() if "embedding.weight" in key and "time_" not in key}


def same(a, b) -> None:
    ours, theirs = ({key.removeprefix("text_model."): value for key, value in model.state_dict().items() if "position_ids" not in key} for model in (a, b))
    assert ours.keys() == theirs.keys(), ours.keys() ^ theirs.keys()
    for key, value in ours.items():
        assert torch.equal(value.flatten(), theirs[key].float().flatten()), key


class SingleAlbum(pictures.Album):
    def __init__(self, name: str, pack: Single):
        self.fixture = Fixture(f"single-{name}", __doc__)
        self.pack = pack
        self.images = {"photo": pictures.photo(64, 64)}

    def save(self, **more) -> None:
        self.pack.read_back()
        used = str(self.fixture.cases)
        for key, image in self.images.items():
            if f"'{key}'" in used:
                self.fixture.put(key, torch.from_numpy(image.copy()))
        self.fixture.save(tolerance=pictures.PSNR, bar="PSNR in dB", made=self.pack.listed, file=self.pack.names(), **more)


def stable1() -> None:
    unet = make_unet(401, block_out_channels=(32, 64), layers_per_block=1, cross_attention_dim=64, attention_head_dim=8, norm_num_groups=32, **BLOCKS)
    scheduler = {**packs.STABLE, "_class_name": "PNDMScheduler", "set_alpha_to_one": False, "skip_prk_steps": True}
    album = SingleAlbum("sd1", Single("sd1", unet, make_kl(402, (32, 32, 32, 32), norm_num_groups=32), scheduler, hidden_act="quick_gelu"))
    album.add("plain-dpmpp", "dpmpp-2m", 4, 3.0)
    album.add("img2img-euler", "euler", 5, 3.0, init={"image": "photo", "strength": 0.6})
    album.save()


def stable2() -> None:
    """Heads 64 wide, matrices for projections, velocity, open_clip's text tower with one block too many, padding by `!`."""
    unet = make_unet(
        411, block_out_channels=(64, 128), layers_per_block=1, cross_attention_dim=64, attention_head_dim=[1, 2], norm_num_groups=32,
        use_linear_projection=True, upcast_attention=True, **BLOCKS,
    )  # fmt: skip
    scheduler = {**packs.STABLE, "_class_name": "DDIMScheduler", "set_alpha_to_one": False, "prediction_type": "v_prediction"}
    album = SingleAlbum("sd2", Single("sd2", unet, make_kl(412, (32, 32, 32, 32), norm_num_groups=32), scheduler, hidden_act="gelu"))
    album.add("plain-ddim", "ddim", 4, 3.0, negativePrompt="a house")
    album.save()




def real_shapes() -> dict:
    """The published models' own sizes: names and shapes of the single file, and diffusers' configs of the folder."""
    out = {}
    for name, heads, cross, family, more in (
        ("sd1", 8, 768, "sd1", {}),
        ("sd2", [5, 10, 20, 20], 1024, "sd2", {"use_linear_projection": True, "upcast_attention": True}),
    ):
        with torch.device("meta"):
            unet = UNet2DConditionModel(sample_size=96 if family == "sd2" else 64, cross_attention_dim=cross, attention_head_dim=heads, **more)
            net = ControlNetModel.from_unet(unet, load_weights_from_unet=False)
            vae = AutoencoderKL(block_out_channels=(128, 256, 512, 512), layers_per_block=2, down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4)
        shapes = {ldm_names.UNET + value: list(unet.state_dict()[key].shape) for key, value in ldm_names.unet_names(unet).items()}
        shapes |= {ldm_names.CONTROL + value: list(net.state_dict()[key].shape) for key, value in ldm_names.unet_names(net, True).items()}
        shapes |= {ldm_names.VAE + value: list(vae.state_dict()[key].shape) for key, value in ldm_names.vae_names(vae).items()}
        configs = {part: {k: v for k, v in model.config.items() if k[0] != "_"} for part, model in (("unet", unet), ("vae", vae), ("controlnet", net))}
        out[name] = {"shapes": shapes, "configs": configs}
    return out


def training_checkpoint(folder: Path) -> None:
    """What PyTorch Lightning saves: a callback as a key, settings and an optimiser beside the state dict."""
    module = types.ModuleType("pytorch_lightning.callbacks.model_checkpoint")
    kind = type("ModelCheckpoint", (), {"__module__": module.__name__})
    module.ModelCheckpoint = kind
    names = ["pytorch_lightning", "pytorch_lightning.callbacks", module.__name__]
    for name in names:
        sys.modules[name] = module if name == module.__name__ else types.ModuleType(name)
    weights = OrderedDict(a=torch.arange(6.0).reshape(2, 3), b=torch.tensor([1.5]).half(), ids=torch.arange(4))
    saved = {
        "epoch": 3, "global_step": 875000, "pytorch-lightning_version": "1.4.2", "state_dict": weights, "lr_schedulers": [{"last_epoch": 2, "_step": [1, 2]}],
        "callbacks": {kind: {"monitor": "val/loss", "best": torch.tensor(0.5), "dirpath": "x"}}, "optimizer_states": [{"state": {0: {"exp": torch.ones(2)}}, "param_groups": [{"lr": 1e-4, "betas": (0.9, 0.999)}]}],
    }  # fmt: skip
    torch.save(saved, folder / "lightning.ckpt")
    for name in names:
        del sys.modules[name]


def open_clip_tokens() -> dict[str, list[int]]:
    """open_clip's own tokenizer; asked for words that ftfy, which it calls first, leaves as they are."""
    from open_clip.tokenizer import SimpleTokenizer

    tokenizer = SimpleTokenizer()
    texts = [text for text in (" ".join(text.split()) for text in strings()) if text and text.isascii() and "<|" not in text and "&" not in text]
    return {text: tokenizer.encode(text) for text in texts}


def write() -> None:
    stable1()
    stable2()
    fixture = Fixture("single-files", "Real sizes, 8-bit floats, a checkpoint from training.")
    for name, kind in (("F8_E4M3", torch.float8_e4m3fn), ("F8_E5M2", torch.float8_e5m2)):
        fixture.tensors[name] = torch.arange(256, dtype=torch.int32).to(torch.uint8).view(kind).float()
    training_checkpoint(fixture.folder)
    (fixture.folder / "shapes.json").write_text(json.dumps(real_shapes()))
    fixture.save(tokens=open_clip_tokens())
