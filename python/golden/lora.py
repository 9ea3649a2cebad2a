"""LoRA files in the three ways of naming, and the weights that result; diffusers' own converters vouch for the names."""

import math

import torch
from diffusers.loaders.lora_conversion_utils import _convert_non_diffusers_lora_to_diffusers
from diffusers.utils.state_dict_utils import StateDictType, convert_state_dict_to_peft, convert_unet_state_dict_to_peft
from safetensors.torch import save_file

from .store import FIXTURES, Fixture, seeded

SCALE = 0.8
UNET = {
    "down_blocks.0.attentions.1.transformer_blocks.0.attn1.to_q": (6, 8),
    "down_blocks.0.attentions.1.transformer_blocks.0.attn2.to_out.0": (8, 8),
    "mid_block.attentions.0.transformer_blocks.0.ff.net.0.proj": (16, 8),
    "up_blocks.1.attentions.2.proj_in": (8, 8, 1, 1),
    "down_blocks.1.resnets.0.conv1": (10, 8, 3, 3),
    "up_blocks.0.resnets.1.time_emb_proj": (8, 12),
}
TEXT = {"text_model.encoder.layers.1.self_attn.q_proj": (8, 8), "text_model.encoder.layers.0.mlp.fc1": (16, 8)}


def factors(shape: tuple[int, ...], rank: int, source: torch.Generator, dtype: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
    out, *inner = shape
    down = torch.randn(rank, *inner, generator=source) / math.sqrt(math.prod(inner))
    up = torch.randn(out, rank, *(1 for _ in inner[1:]), generator=source)
    return down.to(dtype), up.to(dtype)


def product(up: torch.Tensor, down: torch.Tensor) -> torch.Tensor:
    """What one layer does that does the work of both: as weights of a linear layer or a convolution."""
    return torch.einsum("or,r...->o...", up.float().flatten(1), down.float())


def write_one(name: str, dtype: torch.dtype, rank: int, alpha: float | None) -> None:
    source = seeded(rank)
    fixture = Fixture(f"lora-{name}", f"LoRA of rank {rank}, alpha {alpha}, {dtype}, added at scale {SCALE}.")
    base, lora, results = {}, {}, {}
    for component, layers in (("unet", UNET), ("text_encoder", TEXT)):
        if name == "old" and component == "text_encoder":
            layers = {path: shape for path, shape in layers.items() if "self_attn" in path}
        if name == "old" and component == "unet":
            layers = {path: shape for path, shape in layers.items() if ".attn" in path}
        base[component] = {f"{path}.weight": torch.randn(shape, generator=source).half() for path, shape in layers.items()}
        base[component]["untouched.weight"] = torch.randn(3, generator=source).half()
        for path, shape in layers.items():
            down, up = factors(shape, rank, source, dtype)
            lora[component, path] = (down, up)
            change = SCALE * (alpha / rank if alpha else 1) * product(up, down)
            results[f"{component}/{path}.weight"] = base[component][f"{path}.weight"].float() + change
    for component, tensors in base.items():
        save_file(tensors, fixture.folder / f"{component}.safetensors")
    files = {"kohya": kohya, "peft": peft, "old": old}[name](lora, alpha)
    save_file(files, fixture.folder / "lora.safetensors")
    fixture.case("merged", {}, results, kind="lora", scale=SCALE)
    fixture.save()


def peft(lora: dict, alpha: float | None) -> dict[str, torch.Tensor]:
    assert alpha is None
    return {f"{c}.{path}.{letter}.weight": t for (c, path), pair in lora.items() for letter, t in zip(("lora_A", "lora_B"), pair)}


def kohya(lora: dict, alpha: float | None) -> dict[str, torch.Tensor]:
    tensors = {}
    for (component, path), (down, up) in lora.items():
        name = {"unet": "lora_unet_", "text_encoder": "lora_te_"}[component] + path.replace(".", "_")
        tensors |= {f"{name}.lora_down.weight": down, f"{name}.lora_up.weight": up, f"{name}.alpha": torch.tensor(alpha)}
    converted, alphas = _convert_non_diffusers_lora_to_diffusers(dict(tensors))
    vouch(lora, converted)
    assert set(alphas.values()) == {alpha}
    return tensors


def old(lora: dict, alpha: float | None) -> dict[str, torch.Tensor]:
    tensors = {}
    for (component, path), (down, up) in lora.items():
        parent, _, leaf = path.removesuffix(".0").rpartition(".")
        leaf = {"q_proj": "to_q"}.get(leaf, leaf)
        middle = ".processor" if component == "unet" else ""
        tensors |= {f"{component}.{parent}{middle}.{leaf}_lora.{d}.weight": t for d, t in (("down", down), ("up", up))}
    vouch(lora, tensors)
    return tensors


def vouch(lora: dict, tensors: dict[str, torch.Tensor]) -> None:
    """diffusers reads every tensor as the layer that it is meant for."""
    unet = convert_unet_state_dict_to_peft({k.removeprefix("unet."): v for k, v in tensors.items() if k.startswith("unet.")})
    text = convert_state_dict_to_peft({k.removeprefix("text_encoder."): v for k, v in tensors.items() if k.startswith("text_encoder.")}, StateDictType.DIFFUSERS_OLD)
    read = {"unet": {k.replace(".processor", ""): v for k, v in unet.items()}, "text_encoder": text}
    for (component, path), (down, up) in lora.items():
        assert torch.equal(read[component][f"{path}.lora_A.weight"], down), path
        assert torch.equal(read[component][f"{path}.lora_B.weight"], up), path


def write() -> None:
    write_one("peft", torch.float32, 4, None)
    write_one("kohya", torch.float16, 3, 1.5)
    write_one("old", torch.bfloat16, 2, None)
