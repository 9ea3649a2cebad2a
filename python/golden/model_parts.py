"""ControlNets, Control-LoRAs and autoencoders as files of their own, laid over `pack-sd1`: pictures by diffusers' pipelines."""

import copy

import numpy as np
import torch
from diffusers import AutoencoderKL, ControlNetModel, DDIMScheduler, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextModel, CLIPTokenizer

from . import ldm_names, packs, pictures
from .single_files import same
from .store import FIXTURES, Fixture, seeded
from .unets import make_controlnet
from .vaes import make_kl

BASE = FIXTURES / "pack-sd1"


class Base(packs.Pack):
    """pack-sd1 as it was written."""

    def __init__(self):
        self.unet = UNet2DConditionModel.from_pretrained(BASE / "unet").float()
        self.vae = AutoencoderKL.from_pretrained(BASE / "vae").float()
        self.text = CLIPTextModel.from_pretrained(BASE / "text_encoder").float()
        self.text.__dict__["text_model"] = self.text
        self.tokenizer = CLIPTokenizer.from_pretrained(BASE / "tokenizer")
        self.scheduler = DDIMScheduler.load_config(BASE / "scheduler")
        self.nets = {}


def control_lora(unet, rank: int) -> tuple[ControlNetModel, dict[str, torch.Tensor]]:
    """A net that is the UNet's encoder plus products of low rank, and the file that holds what it adds (ComfyUI's format)."""
    net = make_controlnet(unet, 501)
    own, base, source = net.state_dict(), unet.state_dict(), seeded(502)
    names, tensors, merged = ldm_names.unet_names(net, True), {"lora_controlnet": torch.tensor([])}, {}
    for key, value in own.items():
        layer, kind = names[key].rsplit(".", 1)
        if key in base and kind == "weight" and value.ndim > 1:
            flat = base[key].flatten(1)
            size = min(rank, *flat.shape)
            up = torch.randn(flat.shape[0], size, generator=source) / size**0.5
            down = torch.randn(size, flat.shape[1], generator=source) * 0.5 / flat.shape[1] ** 0.5
            up, down = up.half(), down.half()
            tensors |= {f"{layer}.up": up, f"{layer}.down": down.reshape(size, *value.shape[1:]) if value.ndim == 4 else down}
            merged[key] = base[key] + (up.float() @ down.float()).reshape(value.shape)
        elif key in base:
            merged[key] = base[key]  # biases and norms that did not learn are not in the file
        else:
            merged[key] = value
            tensors[names[key]] = value.half()
    net.load_state_dict(merged)
    return net, tensors


def write() -> None:
    fixture = Fixture("model-parts", __doc__)
    base = Base()
    hint, photo = pictures.drawing(64, 64, "white", 3), pictures.photo(64, 64)
    request = {
        "prompt": "a red cat sitting on the green grass", "negativePrompt": "", "width": 64, "height": 64, "steps": 4, "sampler": "ddim",
        "guidanceScale": 3.0, "seed": 77, "rng": "torch", "controls": [],
    }  # fmt: skip
    images = {"hint": hint, "photo": photo}

    def case(name: str, pack, **changes) -> np.ndarray:
        _, picture = pictures.generate(pack, {**request, **changes}, images)
        fixture.case(name, {"request": {**request, **changes}}, {"picture": torch.from_numpy((picture * 255).round().astype(np.uint8))}, kind="picture")
        return picture

    plain = case("plain", base)
    net, tensors = control_lora(base.unet, 3)
    save_file({key: value.contiguous() for key, value in tensors.items()}, fixture.folder / "control-lora.safetensors")
    base.nets["net"] = net
    steered = case("control-lora", base, controls=[pictures.unit("net", "hint", 0.8)])
    full = ControlNetModel.from_pretrained(BASE / "controlnet").float()
    base.nets["net"] = full
    case("net", base, controls=[pictures.unit("net", "hint", 0.8)])
    names = {f"control_model.{name}": key for key, name in ldm_names.unet_names(full, True).items()}
    path = fixture.folder / "net.safetensors"
    save_file({name: full.state_dict()[key].contiguous() for name, key in names.items()}, path)
    same(full, ControlNetModel.from_single_file(str(path), config=str(BASE / "controlnet")))
    path.unlink()
    other = copy.copy(base)
    other.vae = make_kl(503, (8, 8, 8, 16))
    save_file({key: value.half().contiguous() for key, value in ldm_names.vae_tensors(other.vae, "").items()}, fixture.folder / "vae.safetensors")
    same(other.vae, AutoencoderKL.from_single_file(str(fixture.folder / "vae.safetensors"), config=str(BASE / "vae")))
    recoded = case("vae", other)
    case("vae-img2img", other, init={"image": "photo", "strength": 0.6}, steps=6)
    for changed in (steered, recoded):
        assert pictures.psnr(plain, changed) < 42
    for key, image in images.items():
        fixture.put(key, torch.from_numpy(image.copy()))
    fixture.save(tolerance=pictures.PSNR, bar="PSNR in dB", names=names)
