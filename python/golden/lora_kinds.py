"""LoRA's kinds: files that LyCORIS and peft themselves write for one small tree of layers, and the weights they come to.

The changed weights are read off the libraries' own forward passes: a layer fed with unit inputs shows its weight.
"""

import json

import peft
import torch
from diffusers.loaders.lora_conversion_utils import _maybe_map_sgm_blocks_to_diffusers
from lycoris import create_lycoris
from peft.utils import get_peft_model_state_dict
from safetensors.torch import load_file, save_file
from torch import nn

from .store import Fixture, randomise, seeded

STRENGTH = 0.7
LAYERS = {
    "down_blocks.0.attentions.1.transformer_blocks.0.attn1.to_q": nn.Linear(8, 12, bias=False),
    "down_blocks.0.attentions.1.transformer_blocks.0.attn2.to_out.0": nn.Linear(8, 8),
    "down_blocks.0.resnets.0.conv1": nn.Conv2d(8, 12, 3, padding=1),
    "down_blocks.0.downsamplers.0.conv": nn.Conv2d(8, 8, 3, padding=1),
    "mid_block.attentions.0.proj_in": nn.Conv2d(8, 12, 1),
    "conv_in": nn.Conv2d(4, 8, 3, padding=1),
    "time_embedding.linear_1": nn.Linear(6, 12),
    "conv_out": nn.Conv2d(8, 4, 3, padding=1),
}
CONVS = [path for path, layer in LAYERS.items() if isinstance(layer, nn.Conv2d) and layer.kernel_size != (1, 1)]


class Tree(nn.Module):
    """Modules that do nothing but hold the layers under their paths."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x


def tree() -> Tree:
    root = Tree()
    for path, layer in LAYERS.items():
        at = root
        *parents, leaf = path.split(".")
        for name in parents:
            if not hasattr(at, name):
                at.add_module(name, Tree())
            at = getattr(at, name)
        at.add_module(leaf, type(layer)(*([layer.in_features, layer.out_features, layer.bias is not None] if isinstance(layer, nn.Linear) else [layer.in_channels, layer.out_channels, layer.kernel_size, 1, layer.padding])))
    return randomise(root, 5)


def weight_of(layer: nn.Module, path: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Weight and bias of whatever stands in the layer's place, by what it does to unit inputs."""
    shape = LAYERS[path].weight.shape
    out, inner, *kernel = shape
    if not kernel:
        bias = layer(torch.zeros(1, inner, dtype=torch.double))[0]
        return (layer(torch.eye(inner, dtype=torch.double)) - bias).T, bias
    side = kernel[0]
    reach = 2 * side - 1
    bias = layer(torch.zeros(1, inner, reach, reach, dtype=torch.double))[0, :, side - 1, side - 1]
    weight = torch.zeros(shape, dtype=torch.double)
    for i in range(inner):
        x = torch.zeros(1, inner, reach, reach, dtype=torch.double)
        x[0, i, side - 1, side - 1] = 1
        pad = LAYERS[path].padding[0]
        seen = layer(x)[0, :, side - 1 - pad : 2 * side - 1 - pad, side - 1 - pad : 2 * side - 1 - pad] - bias[:, None, None]
        weight[:, i] = seen.flip(1, 2)
    return weight, bias


def results(model: nn.Module) -> dict[str, torch.Tensor]:
    """In float64, so that what is read off is the formula's own to the last digit of a float32."""
    with torch.no_grad():
        model.double()
        found = {}
        for path, layer in LAYERS.items():
            weight, bias = weight_of(model.get_submodule(path), path)
            found[f"unet/{path}.weight"] = weight
            if layer.bias is not None:
                found[f"unet/{path}.bias"] = bias
        return found


def fill(parameters: dict[str, torch.Tensor], seed: int) -> None:
    """Values everywhere, also where training starts at 0. Lengths stay near what they were."""
    source = seeded(seed)
    for name, value in parameters.items():
        noise = torch.randn(value.shape, generator=source)
        lengths = "dora_scale" in name or "magnitude" in name
        value.data = value.data * (1 + 0.2 * noise) if lengths else 0.4 * noise


def lycoris(fixture: Fixture, name: str, seed: int, rename=lambda key: key, **options) -> None:
    model = tree()
    # LyCORIS moves only a DoRA's lengths by the multiplier, so that 0 would leave its directions changed: 1 is beyond dispute.
    strength = 1.0 if "dora_wd" in options else STRENGTH
    network = create_lycoris(model, strength, **options)
    network.apply_to()
    fill({key: value for key, value in network.named_parameters()}, seed)
    state = {}
    for lora in network.loras:
        for key, value in lora.custom_state_dict().items():
            state[f"{lora.lora_name}.{key}"] = value.detach().clone()
    file = {rename(key): value.contiguous() for key, value in state.items()}
    save_file(file, fixture.folder / f"{name}.safetensors", metadata={"ss_network_module": "lycoris.kohya"})
    network.double()
    fixture.case(name, {}, changed(results(model)), kind="lora", strength=strength)


def changed(found: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Only what the file changes; the rest is the base."""
    base = results(tree())
    return {key: value for key, value in found.items() if (value - base[key]).abs().max() > 1e-12}


def with_peft(fixture: Fixture, name: str, seed: int, keep_prefix: bool, **options) -> None:
    config = peft.LoraConfig(r=3, target_modules=[path for path, layer in LAYERS.items() if layer.bias is not None or not options.get("lora_bias")], **options)
    model = peft.get_peft_model(tree(), config, adapter_name="default")
    fill({key: value for key, value in model.named_parameters() if "lora_" in key}, seed)
    state = get_peft_model_state_dict(model)
    for module in model.modules():
        if hasattr(module, "scale_layer"):
            module.scale_layer(STRENGTH)
    prefix = "base_model.model."
    file = {key if keep_prefix else f"unet.{key.removeprefix(prefix)}": value.contiguous() for key, value in state.items()}
    said = {key: value for key, value in config.to_dict().items() if key in ("r", "lora_alpha", "alpha_pattern", "use_rslora")}
    said = {key if keep_prefix else f"unet.{key}": value for key, value in said.items()}
    save_file(file, fixture.folder / f"{name}.safetensors", metadata={"lora_adapter_metadata": json.dumps(said)})
    fixture.case(name, {}, changed(results(model.base_model.model)), kind="lora", strength=STRENGTH)


def kohya(key: str) -> str:
    return key.replace("lycoris_", "lora_unet_", 1)


LDM = {
    "down_blocks_0_attentions_1_": "input_blocks_2_1_",
    "down_blocks_0_resnets_0_conv1": "input_blocks_1_0_in_layers_2",
    "down_blocks_0_downsamplers_0_conv": "input_blocks_3_0_op",
    "mid_block_attentions_0_": "middle_block_1_",
    "conv_in": "input_blocks_0_0",
    "time_embedding_linear_1": "time_embed_0",
    "conv_out": "out_2",
}


def ldm(key: str) -> str:
    path, _, part = kohya(key).removeprefix("lora_unet_").partition(".")
    for ours, theirs in LDM.items():
        path = path.replace(ours, theirs) if path.startswith(ours) else path
    return f"lora_unet_{path}.{part}"


class Sizes:
    layers_per_block = 2


def vouch_for_ldm(fixture: Fixture) -> None:
    """diffusers' own mapper takes each attention block as the one that it stands for here (it calls down `input` until later)."""
    names = [key for key in load_file(fixture.folder / "ldm.safetensors") if "_1_transformer" in key or "_1_proj" in key]
    for key in _maybe_map_sgm_blocks_to_diffusers({key: torch.zeros(1) for key in names}, Sizes()):
        assert key.startswith(("lora_unet_input_blocks_0_attentions_1_", "lora_unet_middle_block_attentions_0_")), key


def write() -> None:
    fixture = Fixture("lora-kinds", f"Files of LyCORIS and peft, at strength {STRENGTH}; weights read off their forward passes.", contrast=0)
    save_file({key: value.half() for key, value in tree().state_dict().items()}, fixture.folder / "unet.safetensors")
    lycoris(fixture, "locon", 1, kohya, algo="lora", linear_dim=3, linear_alpha=1.5, conv_dim=2, conv_alpha=1)
    lycoris(fixture, "locon-mid", 2, kohya, algo="lora", linear_dim=3, linear_alpha=1.5, use_tucker=True)
    lycoris(fixture, "loha", 3, kohya, algo="loha", linear_dim=3, linear_alpha=1.5)
    lycoris(fixture, "loha-mid", 4, kohya, algo="loha", linear_dim=3, linear_alpha=1.5, use_tucker=True)
    lycoris(fixture, "lokr", 5, kohya, algo="lokr", linear_dim=1, linear_alpha=0.5)
    lycoris(fixture, "lokr-mid", 6, kohya, algo="lokr", linear_dim=1, linear_alpha=0.5, use_tucker=True)
    lycoris(fixture, "lokr-full", 7, kohya, algo="lokr", linear_dim=10000, linear_alpha=1, full_matrix=True)
    lycoris(fixture, "lokr-both", 13, kohya, algo="lokr", linear_dim=1, linear_alpha=0.5, decompose_both=True)
    lycoris(fixture, "full", 8, kohya, algo="full")
    lycoris(fixture, "dora", 9, kohya, algo="lora", linear_dim=3, linear_alpha=1.5, dora_wd=True)
    lycoris(fixture, "dora-columns", 10, algo="lora", linear_dim=3, linear_alpha=1.5, dora_wd=True, wd_on_output=False)
    lycoris(fixture, "loha-dora", 11, kohya, algo="loha", linear_dim=3, linear_alpha=1.5, dora_wd=True)
    lycoris(fixture, "ldm", 12, ldm, algo="lora", linear_dim=3, linear_alpha=1.5)
    vouch_for_ldm(fixture)
    with_peft(fixture, "peft", 21, keep_prefix=True, lora_alpha=6, alpha_pattern={"attn1.to_q": 2, "conv_in": 9})
    with_peft(fixture, "peft-rs", 22, keep_prefix=False, lora_alpha=6, use_rslora=True, lora_bias=True)
    with_peft(fixture, "peft-dora", 23, keep_prefix=False, lora_alpha=6, use_dora=True)
    fixture.save(1e-6)
