"""T2I-Adapters over `pack-sd1`: whole pictures by diffusers' StableDiffusionAdapterPipeline, the adapters' files under diffusers' names
and under TencentARC's (as diffusers' own conversion script tells them apart)."""

import re
import warnings

import diffusers
import numpy as np
import torch
from diffusers import MultiAdapter, StableDiffusionAdapterPipeline, T2IAdapter
from PIL import Image
from safetensors.torch import save_file

from . import pictures
from .model_parts import Base
from .schedules import SAMPLERS
from .store import Fixture, randomise, seeded


def tencent(adapter: T2IAdapter) -> dict[str, torch.Tensor]:
    """Residual blocks in one row over all levels; of the light kind in a row a level, called `body`."""
    light, resnets, out = adapter.config.adapter_type == "light_adapter", adapter.config.num_res_blocks, {}
    for key, value in adapter.state_dict().items():
        name = key.removeprefix("adapter.")
        if light:
            name = name.replace(".resnets.", ".body.")
        elif match := re.match(r"body\.(\d+)\.(?:resnets\.(\d+)\.)?(.+)", name):
            name = f"body.{int(match[1]) * resnets + int(match[2] or 0)}.{match[3]}"
        out[name] = value.half().contiguous()
    return out


class Windowed:
    """The UNet with the adapters' features for some of the steps only."""

    def __init__(self, unet, active: list[bool]):
        self.unet, self.active, self.step = unet, active, 0

    def __enter__(self):
        self.forward = self.unet.forward

        def forward(*args, down_intrablock_additional_residuals, **more):
            on = self.active[self.step]
            self.step += 1
            return self.forward(*args, down_intrablock_additional_residuals=[value * on for value in down_intrablock_additional_residuals], **more)

        self.unet.forward = forward

    def __exit__(self, *_):
        self.unet.forward = self.forward


def write() -> None:
    warnings.simplefilter("ignore")
    diffusers.utils.logging.set_verbosity_error()
    fixture = Fixture("t2i-adapter", __doc__)
    base = Base()
    images = {"hint": pictures.drawing(64, 64, "orange", 3), "hint2": pictures.drawing(64, 64, "white", 5), "odd-hint": pictures.drawing(72, 56, "orange", 2)}
    for key, value in images.items():
        fixture.put(key, torch.from_numpy(value.copy()))
    colours = randomise(T2IAdapter(in_channels=3, channels=[8, 16, 16], num_res_blocks=2), 701)
    grey = randomise(T2IAdapter(in_channels=1, channels=[8, 16], num_res_blocks=1, adapter_type="light_adapter"), 702)
    adapters = {"colours": colours, "grey": grey}
    torch.save(tencent(colours), fixture.folder / "colours.pth")
    save_file({key: value.half().contiguous() for key, value in grey.state_dict().items()}, fixture.folder / "grey.safetensors")
    torch.save(tencent(grey), fixture.folder / "grey.pth")

    def draw(request: dict) -> np.ndarray:
        parts = base.parts()
        kind, changes = SAMPLERS[request["sampler"]]
        parts["scheduler"] = kind.from_config(base.scheduler, **changes)
        units = request["controls"]
        used = [adapters[unit["net"]] for unit in units]
        hints = [Image.fromarray(images[unit["image"]]).convert("L" if unit["net"] == "grey" else "RGB") for unit in units]
        weights = [unit["weight"] for unit in units]
        steps = request["steps"]
        one = len(units) == 1
        if not one:  # MultiAdapter takes one kind of picture only
            used = [Expanded(adapter) for adapter in used]
            hints = [hint.convert("RGB") for hint in hints]
        pipe = StableDiffusionAdapterPipeline(**parts, adapter=used[0] if one else MultiAdapter(used))
        pipe.set_progress_bar_config(disable=True)
        active = [all(i / steps >= unit["start"] and (i + 1) / steps <= unit["end"] for unit in units) for i in range(steps)]
        with Windowed(base.unet, active):
            return pipe(
                request["prompt"], negative_prompt=request["negativePrompt"], num_inference_steps=steps, width=request["width"], height=request["height"],
                guidance_scale=request["guidanceScale"], generator=seeded(request["seed"]), output_type="np",
                image=hints[0] if one else hints, adapter_conditioning_scale=weights[0] if one else weights,
            ).images[0]  # fmt: skip

    def case(name: str, sampler: str, steps: int, controls: list[dict], size=(64, 64)) -> None:
        request = {
            "prompt": "a red cat sitting on the green grass", "negativePrompt": "a house", "width": size[0], "height": size[1], "steps": steps,
            "sampler": sampler, "guidanceScale": 3.0, "seed": 90 + len(fixture.cases), "rng": "torch", "controls": controls,
        }  # fmt: skip
        picture = draw(request)
        others = [draw({**request, "controls": [{**control, "weight": 0.0} for control in controls]})]
        if controls[0]["end"] < 1:
            others.append(draw({**request, "controls": [{**control, "start": 0.0, "end": 1.0} for control in controls]}))
        levels = [pictures.psnr(picture, other) for other in others]
        print(f"  {name}: std {picture.std():.2f}, others {[round(level, 1) for level in levels]}")
        assert picture.std() > 0.1 and max(levels) < 40
        fixture.case(name, {"request": request}, {"picture": torch.from_numpy((picture * 255).round().astype(np.uint8))}, kind="picture")

    unit = pictures.unit
    case("colours-ddim", "ddim", 4, [unit("colours", "hint", 0.8)])
    case("grey-euler", "euler", 4, [unit("grey", "hint", 1.2)])
    case("colours-odd-dpmpp", "dpmpp-2m", 4, [unit("colours", "odd-hint", 0.7)], (72, 56))
    case("both-ddim", "ddim", 4, [unit("colours", "hint", 0.6), unit("grey", "hint2", 0.5)])
    case("window-ddim", "ddim", 5, [unit("colours", "hint", 2.0, 0.2, 0.8)])
    fixture.save(tolerance=pictures.PSNR, bar="PSNR in dB")


class Expanded(torch.nn.Module):
    """An adapter that is given colours and sees what it was made for."""

    def __init__(self, adapter: T2IAdapter):
        super().__init__()
        self.inner, self.config = adapter, adapter.config
        self.downscale_factor, self.total_downscale_factor = adapter.downscale_factor, adapter.total_downscale_factor
        self.dtype = torch.float32

    def forward(self, x: torch.Tensor):
        if self.config.in_channels == 3:
            return self.inner(x)
        pixels = Image.fromarray((x[0] * 255).round().byte().permute(1, 2, 0).numpy()).convert("L")
        return self.inner(torch.from_numpy(np.asarray(pixels)).float()[None, None] / 255)
