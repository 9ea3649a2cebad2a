"""What people lay over a model, all together: a LoRA of UNet and text encoder, a textual inversion in either prompt, clip skip and another
autoencoder over `pack-sd1`; whole pictures by diffusers' pipeline."""

import warnings

import diffusers
import numpy as np
import torch
from diffusers import StableDiffusionPipeline
from safetensors.torch import save_file

from . import pictures
from .model_parts import Base
from .schedules import SAMPLERS
from .store import Fixture, seeded
from .vaes import make_kl

WORD = "<moss>"


def adapter(base: Base, rank: int = 3) -> dict[str, torch.Tensor]:
    """diffusers' names; every matrix of attention."""
    source, tensors = seeded(801), {}
    for component, model in (("unet", base.unet), ("text_encoder", base.text)):
        for name, module in model.named_modules():
            if isinstance(module, torch.nn.Linear) and name.split(".")[-1] in ("to_q", "to_k", "to_v", "q_proj", "v_proj"):
                tensors[f"{component}.{name}.lora_A.weight"] = (torch.randn(rank, module.in_features, generator=source) / module.in_features**0.5).half()
                tensors[f"{component}.{name}.lora_B.weight"] = torch.randn(module.out_features, rank, generator=source).half()
    return tensors


def write() -> None:
    warnings.simplefilter("ignore")
    diffusers.utils.logging.set_verbosity_error()
    fixture = Fixture("combined", __doc__)
    base = Base()
    tensors = adapter(base)
    save_file({key: value.contiguous() for key, value in tensors.items()}, fixture.folder / "lora.safetensors")
    word = torch.randn(2, base.text.config.hidden_size, generator=seeded(802)).half()
    save_file({WORD: word.contiguous()}, fixture.folder / "word.safetensors")
    own = base.vae
    other = make_kl(503, (8, 8, 8, 16))  # model-parts' vae.safetensors

    def draw(request: dict) -> np.ndarray:
        base.__init__()
        base.vae = other if request["vae"] else own
        parts = base.parts()
        kind, changes = SAMPLERS[request["sampler"]]
        parts["scheduler"] = kind.from_config(base.scheduler, **changes)
        pipe = StableDiffusionPipeline(**parts)
        pipe.set_progress_bar_config(disable=True)
        del pipe.text_encoder.__dict__["text_model"]
        more = {}
        if request["loras"]:
            pipe.load_lora_weights({key: value.float() for key, value in tensors.items()})
            assert all(any("lora_A" in name for name, _ in model.named_modules()) for model in (pipe.unet, pipe.text_encoder))
            more["cross_attention_kwargs"] = {"scale": request["loras"][0]["weight"]}
        if WORD in request["prompt"] + request["negativePrompt"]:
            pipe.load_textual_inversion({WORD: word.float()}, token=WORD)
        pipe.text_encoder.__dict__["text_model"] = pipe.text_encoder  # which diffusers looks for where it skips layers
        return pipe(
            request["prompt"], negative_prompt=request["negativePrompt"], num_inference_steps=request["steps"], width=64, height=64, output_type="np",
            guidance_scale=request["guidanceScale"], generator=seeded(request["seed"]), clip_skip=request["clipSkip"] or None, **more,
        ).images[0]  # fmt: skip

    def case(name: str, sampler: str, without: list[dict], **more) -> None:
        request = {
            "prompt": "a red cat sitting on the green grass", "negativePrompt": "a house", "width": 64, "height": 64, "steps": 4, "sampler": sampler,
            "guidanceScale": 3.0, "seed": 70 + len(fixture.cases), "rng": "torch", "controls": [], "clipSkip": 0, "loras": [], "vae": None, **more,
        }  # fmt: skip
        picture = draw(request)
        others = [pictures.psnr(picture, draw({**request, **change})) for change in without]
        print(f"  {name}: std {picture.std():.2f}, others {[round(level, 1) for level in others]}")
        assert picture.std() > 0.1 and max(others) < 45
        fixture.case(name, {"request": request}, {"picture": torch.from_numpy((picture * 255).round().astype(np.uint8))}, kind="picture")

    lora = [{"name": "lora", "weight": 0.7}]
    case("lora-ddim", "ddim", [{"loras": []}, {"loras": [{"name": "lora", "weight": 0.3}]}], loras=lora)
    case("word-euler", "euler", [{"prompt": "a red cat"}], prompt=f"a red {WORD} cat")
    case("word-against-dpmpp", "dpmpp-2m", [{"negativePrompt": "fog"}], negativePrompt=f"{WORD} fog")
    everything = {"loras": lora, "prompt": f"a {WORD} house", "clipSkip": 1, "vae": "other"}
    plain = {"loras": [], "prompt": "a house", "clipSkip": 0, "vae": None}
    case("everything-ddim", "ddim", [{key: value} for key, value in plain.items()], **everything)
    fixture.save(tolerance=pictures.PSNR, bar="PSNR in dB")
