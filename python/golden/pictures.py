"""Whole pictures by diffusers' Stable Diffusion pipelines on tiny packs, one request each in the shape of `inkling.generate`'s options."""

import copy
import warnings

import diffusers
import numpy as np
import torch
from diffusers import (
    ControlNetModel,
    MultiControlNetModel,
    StableDiffusionControlNetImg2ImgPipeline,
    StableDiffusionControlNetPipeline,
    StableDiffusionImg2ImgPipeline,
    StableDiffusionPipeline,
)
from PIL import Image, ImageDraw

from . import packs
from .schedules import SAMPLERS
from .store import Fixture, seeded

PSNR = 50  # dB in float32


def drawing(width: int, height: int, colour: str, seed: int) -> np.ndarray:
    """Bright strokes on black, uint8 RGB."""
    canvas = Image.new("RGB", (width, height), "black")
    pen = ImageDraw.Draw(canvas)
    x, y, r = width // 2, height // 2, min(width, height) // 3
    pen.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=3)
    for i in range(seed % 3 + 1):
        pen.line((5, 9 + 13 * i + seed % 7, width - 6, height - 12 - 5 * i), fill=colour, width=2)
    return np.asarray(canvas)


def photo(width: int, height: int) -> np.ndarray:
    y, x = np.mgrid[:height, :width]
    waves = [np.sin(x / 7 + 2), np.cos(y / 9), np.sin((x + y) / 11)]
    return np.stack([np.round(127 + 110 * wave) for wave in waves], -1).astype(np.uint8)


def unit(net: str, image: str, weight=1.0, start=0.0, end=1.0, mode="balanced") -> dict:
    return {"net": net, "image": image, "preprocessor": "none", "weight": weight, "start": start, "end": end, "mode": mode}


class Flat(ControlNetModel):
    """A net that is deaf to guess mode: its residuals keep their full strength."""

    def forward(self, *args, guess_mode=False, **more):
        return super().forward(*args, **more)


def pipeline_for(pack: packs.Pack, request: dict):
    parts = pack.parts()
    kind, changes = SAMPLERS[request["sampler"]]
    parts["scheduler"] = kind.from_config(pack.scheduler, **changes)
    controls, init = request["controls"], request.get("init")
    if not controls:
        return (StableDiffusionImg2ImgPipeline if init else StableDiffusionPipeline)(**parts)
    nets = [pack.nets[control["net"]] for control in controls]
    parts["controlnet"] = nets[0] if len(nets) == 1 else MultiControlNetModel(nets)
    return (StableDiffusionControlNetImg2ImgPipeline if init else StableDiffusionControlNetPipeline)(**parts)


def generate(pack: packs.Pack, request: dict, images: dict[str, np.ndarray], wobble: float = 0) -> tuple[torch.Tensor, np.ndarray]:
    """The last latent and the picture (h, w, 3) in 0...1. `wobble` disturbs the picture's first latent, to learn how much errors grow."""
    pipe = pipeline_for(pack, request)
    pipe.set_progress_bar_config(disable=True)
    controls, init = request["controls"], request.get("init")
    positive = any(control["mode"] == "positive" for control in controls)
    if positive:  # guess mode's halves without its factors, which diffusers has for pooled nets only
        pipe.controlnet = copy.copy(pipe.controlnet)
        pipe.controlnet.__class__ = Flat
    args = {
        "prompt": request["prompt"], "negative_prompt": request["negativePrompt"], "num_inference_steps": request["steps"],
        "guidance_scale": request["guidanceScale"], "generator": seeded(request["seed"]), "clip_skip": request.get("clipSkip") or None,
        "output_type": "np",
    }  # fmt: skip
    if controls:
        hints = [Image.fromarray(images[control["image"]]) for control in controls]
        one = len(controls) == 1
        args["control_image" if init else "image"] = hints[0] if one else hints
        weights = [control["weight"] for control in controls]
        args["controlnet_conditioning_scale"] = weights[0] if one else weights
        args["guess_mode"] = positive or controls[0]["mode"] == "guess"
        args["control_guidance_start"] = [control["start"] for control in controls]
        args["control_guidance_end"] = [control["end"] for control in controls]
    if "guidanceRescale" in request:
        args["guidance_rescale"] = request["guidanceRescale"]
    if init:
        args |= {"image": Image.fromarray(images[init["image"]]), "strength": init["strength"]}
    if controls or not init:
        args |= {"width": request["width"], "height": request["height"]}
    kept = {}

    def keep(_pipe, step, _timestep, values):
        if wobble and step == 0:
            values["latents"] = values["latents"] * (1 + wobble * torch.randn(values["latents"].shape, generator=seeded(99)))
        kept["latents"] = values["latents"]
        return values

    picture = pipe(**args, callback_on_step_end=keep).images[0]
    return kept["latents"], picture


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    return float(-10 * np.log10(max(np.mean((a.astype(np.float64) - b) ** 2), 1e-20)))


class Album:
    """All pictures of one pack."""

    def __init__(self, name: str, make):
        self.fixture = Fixture(f"pack-{name}", make.__doc__)
        self.pack = make(self.fixture.folder)
        self.images = {
            "hint": drawing(64, 64, "white", 1), "hint2": drawing(64, 64, "orange", 5), "photo": photo(64, 64),
            "wide-hint": drawing(96, 64, "white", 2), "tall-hint": drawing(64, 96, "white", 4), "wide-photo": photo(96, 64),
            "odd-hint": drawing(72, 56, "white", 3), "odd-photo": photo(56, 104),
        }  # fmt: skip

    def add(self, name: str, sampler: str, steps: int, guidance: float, controls=(), size=(64, 64), **more) -> None:
        request = {
            "prompt": "a red cat sitting on the green grass", "negativePrompt": "", "width": size[0], "height": size[1], "steps": steps,
            "sampler": sampler, "guidanceScale": guidance, "seed": 1234 + len(self.fixture.cases), "rng": "torch", "controls": list(controls), **more,
        }  # fmt: skip
        latents, picture = generate(self.pack, request, self.images)
        wobbled = generate(self.pack, request, self.images, 1e-5)[1]
        others = {"without control": {"controls": []}, "other prompt": {"prompt": "two windows"}, "other seed": {"seed": 5}}
        effects = {key: round(psnr(picture, generate(self.pack, {**request, **change}, self.images)[1]), 1) for key, change in others.items() if controls or key != "without control"}
        contrast, flat = float(picture.std()), float(((picture <= 0) | (picture >= 1)).mean())
        steady = psnr(picture, wobbled)
        print(f"  {name}: std {contrast:.2f}, clipped {flat:.0%}, error 1e-5 -> {steady:.0f} dB, {effects}")
        assert contrast > 0.1 and flat < 0.5 and steady > 65 and all(value < 42 for value in effects.values()), name
        outputs = {"latent": latents, "picture": torch.from_numpy((picture * 255).round().astype(np.uint8))}
        self.fixture.case(name, {"request": request}, outputs, kind="picture")

    def save(self) -> None:
        used = str(self.fixture.cases)
        for key, image in self.images.items():
            if f"'{key}'" in used:
                self.fixture.put(key, torch.from_numpy(image.copy()))
        self.fixture.save(tolerance=PSNR, bar="PSNR in dB")


def stable1() -> None:
    sd = Album("sd1", packs.stable1)
    net, second = unit("controlnet", "hint", 0.9), unit("controlnet_1", "hint2", 0.6)
    sd.add("plain-ddim", "ddim", 4, 5.0, negativePrompt="a house")
    sd.add("net-euler-wide", "euler", 4, 4.0, [unit("controlnet", "wide-hint")], (96, 64))
    sd.add("two-nets-dpmpp", "dpmpp-2m", 5, 3.0, [net, second])
    sd.add("guess-unipc", "unipc", 5, 3.0, [unit("controlnet", "hint", mode="guess")])
    sd.add("guess-no-guidance", "ddim", 3, 1.0, [unit("controlnet", "hint", mode="guess")])
    sd.add("window-euler-a", "euler-a", 6, 3.0, [unit("controlnet", "hint", 1.0, 0.2, 0.7)])
    sd.add("two-windows-karras", "dpmpp-2m-karras", 5, 2.5, [unit("controlnet", "hint", 1.2, 0.0, 0.5), unit("controlnet_1", "hint2", 0.8, 0.3, 1.0)])
    sd.add("img2img-ddim", "ddim", 6, 3.0, init={"image": "photo", "strength": 0.7})
    sd.add("img2img-net-euler-a", "euler-a", 6, 3.0, [unit("controlnet", "wide-hint")], (96, 64), init={"image": "wide-photo", "strength": 0.5})
    sd.add("clip-skip", "dpmpp-2m", 4, 3.0, [net], clipSkip=1, negativePrompt="green")
    # Latents of 9 x 7 and 7 x 13: halving rounds up, and the way up meets the skips' own sizes.
    sd.add("steps-of-8-net-ddim", "ddim", 4, 4.0, [unit("controlnet", "odd-hint")], (72, 56))
    sd.add("steps-of-8-img2img-net-euler", "euler", 5, 3.0, [unit("controlnet", "odd-photo")], (56, 104), init={"image": "odd-photo", "strength": 0.7})
    sd.save()


def velocity() -> None:
    v = Album("velocity", packs.velocity)
    v.add("net-ddim", "ddim", 8, 3.0, [unit("controlnet", "hint")])
    v.add("net-euler-tall", "euler", 8, 2.0, [unit("controlnet", "tall-hint")], (64, 96), negativePrompt="sunset")
    v.add("net-unipc", "unipc", 6, 3.0, [unit("controlnet", "hint", 0.8)])
    v.add("plain-dpmpp", "dpmpp-2m", 6, 1.0)
    v.add("guess-euler-a", "euler-a", 5, 2.0, [unit("controlnet", "hint", mode="guess")])
    v.add("img2img-net-unipc", "unipc", 6, 2.0, [unit("controlnet", "hint")], init={"image": "photo", "strength": 0.6})
    v.add("plain-rescaled", "ddim", 6, 4.0, guidanceRescale=0.7)
    v.add("positive-ddim", "ddim", 5, 3.0, [unit("controlnet", "hint", 0.8, mode="positive")])
    v.save()


def consistency() -> None:
    lcm = Album("lcm", packs.consistency)
    lcm.add("net-lcm", "lcm", 4, 2.0, [unit("controlnet", "hint")])
    lcm.add("plain-lcm-one-step", "lcm", 1, 8.0)
    lcm.save()


def loud() -> None:
    album = Album("loud", packs.loud)
    album.add("net-ddim", "ddim", 3, 2.0, [unit("controlnet", "hint")])
    loudest = stream_peak(album.pack.vae)
    assert loudest > 2 * torch.finfo(torch.float16).max, loudest
    album.save()


@torch.no_grad()
def stream_peak(vae) -> float:
    """The largest value that enters one of the decoder's norms."""
    peaks = []
    hooks = [m.register_forward_pre_hook(lambda _, x: peaks.append(x[0].abs().max().item())) for m in vae.decoder.modules() if isinstance(m, torch.nn.GroupNorm)]
    vae.decode(torch.randn(1, vae.config.latent_channels, 16, 16, generator=seeded(1)))
    for hook in hooks:
        hook.remove()
    print(f"  stream {max(peaks):.3g}")
    return max(peaks)


def write() -> None:
    warnings.simplefilter("ignore")
    diffusers.utils.logging.set_verbosity_error()
    stable1()
    velocity()
    consistency()
    loud()
