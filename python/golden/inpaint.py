"""Inpainting by diffusers' StableDiffusionInpaintPipeline: `pack-sd1` as it is, and with a first convolution that reads nine channels
(the latent, the mask, the latent of what the mask leaves). Where there is a mask the original's pixels are put back outside of it."""

import warnings

import diffusers
import numpy as np
import torch
from diffusers import ControlNetModel, StableDiffusionControlNetInpaintPipeline, StableDiffusionInpaintPipeline, UNet2DConditionModel
from PIL import Image
from safetensors.torch import save_file

from . import pictures
from .model_parts import BASE, Base
from .schedules import SAMPLERS
from .store import Fixture, seeded


def mask() -> np.ndarray:
    """A disc to repaint that is off the latent's grid, with a soft edge, and a corner."""
    y, x = np.mgrid[:64, :64]
    disc = np.clip(18 - np.hypot(x - 35, y - 27), -1, 1) * 127 + 127
    disc[50:, :11] = 255
    return np.repeat(np.round(disc)[..., None], 3, -1).astype(np.uint8)


def wide(unet: UNet2DConditionModel) -> UNet2DConditionModel:
    config = {key: value for key, value in unet.config.items() if key[0] != "_"}
    made = UNet2DConditionModel(**{**config, "in_channels": 9})
    first = torch.randn(made.conv_in.weight.shape, generator=seeded(601)) / 9  # 81 inputs a value
    made.load_state_dict({**unet.state_dict(), "conv_in.weight": first.half().float()})
    return made.eval().requires_grad_(False)


def write() -> None:
    warnings.simplefilter("ignore")
    diffusers.utils.logging.set_verbosity_error()
    fixture = Fixture("inpaint", __doc__)
    base = Base()
    images = {"photo": pictures.photo(64, 64), "mask": mask(), "hint": pictures.drawing(64, 64, "white", 3)}
    for key, value in images.items():
        fixture.put(key, torch.from_numpy(value.copy()))
    narrow, nine = base.unet, wide(base.unet)
    save_file({"conv_in.weight": nine.conv_in.weight.half().contiguous()}, fixture.folder / "conv-in.safetensors")
    net = ControlNetModel.from_pretrained(BASE / "controlnet").float()

    def draw(request: dict, unet) -> np.ndarray:
        base.unet = unet
        parts = base.parts()
        kind, changes = SAMPLERS[request["sampler"]]
        parts["scheduler"] = kind.from_config(base.scheduler, **changes)
        args = {
            "prompt": request["prompt"], "negative_prompt": request["negativePrompt"], "num_inference_steps": request["steps"], "width": 64, "height": 64,
            "guidance_scale": request["guidanceScale"], "generator": seeded(request["seed"]), "output_type": "np",
            "image": Image.fromarray(images["photo"]), "strength": (request["init"] or {"strength": 1.0})["strength"],
            "mask_image": Image.fromarray(images["mask"] if request["mask"] else np.full_like(images["mask"], 255)),
        }  # fmt: skip
        if request["controls"]:
            args["control_image"] = Image.fromarray(images["hint"])
            args["controlnet_conditioning_scale"] = request["controls"][0]["weight"]
            pipe = StableDiffusionControlNetInpaintPipeline(**parts, controlnet=net)
        else:
            pipe = StableDiffusionInpaintPipeline(**parts)
        pipe.set_progress_bar_config(disable=True)
        return pipe(**args).images[0]

    def case(name: str, sampler: str, steps: int, unet, strength: float | None, masked: bool, **more) -> None:
        request = {
            "prompt": "a red cat sitting on the green grass", "negativePrompt": "a house", "width": 64, "height": 64, "steps": steps, "sampler": sampler,
            "guidanceScale": 3.0, "seed": 80 + len(fixture.cases), "rng": "torch", "controls": [], "mask": "mask" if masked else None,
            "init": None if strength is None else {"image": "photo", "strength": strength}, **more,
        }  # fmt: skip
        picture = draw(request, unet)
        others = [pictures.psnr(picture, draw({**request, "prompt": "two windows"}, unet))]
        if unet is nine and masked:
            others.append(pictures.psnr(picture, draw({**request, "mask": None}, unet)))
        print(f"  {name}: std {picture.std():.2f}, others {[round(other, 1) for other in others]}")
        assert picture.std() > 0.1 and max(others) < 42
        painted = (picture * 255).round().astype(np.uint8)
        whole = np.where(images["mask"] >= 128, painted, images["photo"]) if masked else painted
        fixture.case(name, {"request": request, "channels": unet.config.in_channels}, {"picture": torch.from_numpy(whole)}, kind="picture")

    case("nine-ddim", "ddim", 5, nine, 1.0, True)
    case("nine-euler-strength", "euler", 6, nine, 0.6, True)
    case("nine-euler-a", "euler-a", 5, nine, 0.8, True)
    case("nine-no-mask", "dpmpp-2m", 4, nine, None, False)
    case("nine-no-mask-strength", "unipc", 6, nine, 0.7, False)
    case("nine-net", "ddim", 5, nine, 0.9, True, controls=[pictures.unit("controlnet", "hint", 0.8)])
    case("four-ddim", "ddim", 6, narrow, 0.7, True)
    case("four-euler", "euler", 6, narrow, 0.7, True)
    fixture.save(tolerance=pictures.PSNR, bar="PSNR in dB")
