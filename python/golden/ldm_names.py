"""diffusers' tensor names to those of CompVis' single-file checkpoints; `check` asks diffusers whether it reads them back."""

import re

import torch
from torch import nn

RESNET = {"norm1": "in_layers.0", "conv1": "in_layers.2", "norm2": "out_layers.0", "conv2": "out_layers.3", "time_emb_proj": "emb_layers.1", "conv_shortcut": "skip_connection"}
ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}


def unet_names(model: nn.Module, control: bool = False) -> dict[str, str]:
    """UNet2DConditionModel or ControlNetModel, without `model.diffusion_model.` or `control_model.`."""
    keys, config, places = model.state_dict().keys(), model.config, {}
    layers = config.layers_per_block
    number = 1
    for level in range(len(config.block_out_channels)):
        for layer in range(layers):
            places[f"down_blocks.{level}.resnets.{layer}"] = f"input_blocks.{number}.0"
            places[f"down_blocks.{level}.attentions.{layer}"] = f"input_blocks.{number}.1"
            number += 1
        if level < len(config.block_out_channels) - 1:
            places[f"down_blocks.{level}.downsamplers.0.conv"] = f"input_blocks.{number}.0.op"
            number += 1
    number = 0
    for level in range(0 if control else len(config.block_out_channels)):
        attends = "CrossAttn" in config.up_block_types[level]
        for layer in range(layers + 1):
            places[f"up_blocks.{level}.resnets.{layer}"] = f"output_blocks.{number}.0"
            places[f"up_blocks.{level}.attentions.{layer}"] = f"output_blocks.{number}.1"
            if layer == layers:
                places[f"up_blocks.{level}.upsamplers.0.conv"] = f"output_blocks.{number}.{2 if attends else 1}.conv"
            number += 1
    places |= {
        "mid_block.resnets.0": "middle_block.0", "mid_block.attentions.0": "middle_block.1", "mid_block.resnets.1": "middle_block.2", "conv_in": "input_blocks.0.0",
        "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2", "conv_norm_out": "out.0", "conv_out": "out.2",
    }  # fmt: skip
    if control:
        blocks = 2 * (len(config.conditioning_embedding_out_channels) - 1)
        places |= {"controlnet_cond_embedding.conv_in": "input_hint_block.0", "controlnet_cond_embedding.conv_out": f"input_hint_block.{2 * blocks + 2}"}
        places |= {f"controlnet_cond_embedding.blocks.{i}": f"input_hint_block.{2 * i + 2}" for i in range(blocks)}
        places |= {f"controlnet_down_blocks.{i}": f"zero_convs.{i}.0" for i in range(len(model.controlnet_down_blocks))} | {"controlnet_mid_block": "middle_block_out.0"}
    return {key: placed(key, places) for key in keys}


def placed(key: str, places: dict[str, str]) -> str:
    path, kind = key.rsplit(".", 1)
    if path in places:
        return f"{places[path]}.{kind}"
    block, rest = re.match(r"((?:(?:down|up)_blocks\.\d+|mid_block)\.(?:resnets|attentions)\.\d+)\.(.+)", path).groups()
    return f"{places[block]}.{RESNET[rest] if '.resnets.' in block + '.' else rest}.{kind}"


def vae_names(model: nn.Module) -> dict[str, str]:
    """AutoencoderKL, without `first_stage_model.`."""
    levels, out = len(model.config.block_out_channels), {}
    for key in model.state_dict():
        name = re.sub(r"^encoder\.down_blocks\.(\d+)\.resnets\.", r"encoder.down.\1.block.", key)
        name = re.sub(r"^encoder\.down_blocks\.(\d+)\.downsamplers\.0\.", r"encoder.down.\1.downsample.", name)
        name = re.sub(r"^decoder\.up_blocks\.(\d+)\.resnets\.", lambda m: f"decoder.up.{levels - 1 - int(m[1])}.block.", name)
        name = re.sub(r"^decoder\.up_blocks\.(\d+)\.upsamplers\.0\.", lambda m: f"decoder.up.{levels - 1 - int(m[1])}.upsample.", name)
        name = re.sub(r"\.mid_block\.resnets\.(\d+)\.", lambda m: f".mid.block_{int(m[1]) + 1}.", name)
        if found := re.match(r"(.+)\.mid_block\.attentions\.0\.(.+)\.(weight|bias)$", name):
            name = f"{found[1]}.mid.attn_1.{ATTENTION[found[2]]}.{found[3]}"
        out[key] = name.replace(".conv_shortcut.", ".nin_shortcut.").replace(".conv_norm_out.", ".norm_out.")
    return out


def vae_tensors(model: nn.Module, prefix: str) -> dict[str, torch.Tensor]:
    """ldm keeps the attention's matrices as 1x1 convolutions."""
    tensors = {}
    for key, name in vae_names(model).items():
        value = model.state_dict()[key]
        tensors[prefix + name] = value[:, :, None, None] if ".attn_1." in name and value.ndim == 2 else value
    return tensors


def open_clip_tensors(model: nn.Module, prefix: str, last: int) -> dict[str, torch.Tensor]:
    """transformers' CLIPTextModel as open_clip names it, with an unused block after the `last` one."""
    state = {key.removeprefix("text_model."): value for key, value in model.state_dict().items() if not key.endswith("position_ids")}
    layer = {"layer_norm1": "ln_1", "layer_norm2": "ln_2", "mlp.fc1": "mlp.c_fc", "mlp.fc2": "mlp.c_proj", "self_attn.out_proj": "attn.out_proj"}
    tensors = {"token_embedding.weight": state["embeddings.token_embedding.weight"], "positional_embedding": state["embeddings.position_embedding.weight"]}
    tensors |= {f"ln_final.{kind}": state[f"final_layer_norm.{kind}"] for kind in ("weight", "bias")}
    for index in range(last + 1):
        old, new = f"encoder.layers.{min(index, last - 1)}", f"transformer.resblocks.{index}"
        for a, b in layer.items():
            tensors |= {f"{new}.{b}.{kind}": state[f"{old}.{a}.{kind}"] for kind in ("weight", "bias")}
        for kind in ("weight", "bias"):
            tensors[f"{new}.attn.in_proj_{kind}"] = torch.cat([state[f"{old}.self_attn.{name}_proj.{kind}"] for name in "qkv"])
        if index == last:  # never looked at; were it, the picture would be another
            tensors |= {key: value * 0.5 for key, value in tensors.items() if key.startswith(new + ".")}
    return {prefix + key: value.clone() for key, value in tensors.items()}


UNET, CONTROL, VAE = "model.diffusion_model.", "control_model.", "first_stage_model."


def checkpoint(unet, vae, text, family: str) -> dict[str, torch.Tensor]:
    """All of a pipeline as one state dict, with what else such files hold."""
    tensors = {UNET + name: unet.state_dict()[key] for key, name in unet_names(unet).items()}
    tensors |= vae_tensors(vae, VAE)
    if family == "sd2":
        tensors |= open_clip_tensors(text, "cond_stage_model.model.", text.config.num_hidden_layers)
    else:
        prefix = "cond_stage_model.transformer.text_model."
        tensors |= {prefix + key.removeprefix("text_model."): value for key, value in text.state_dict().items()}
        tensors[prefix + "embeddings.position_ids"] = torch.arange(text.config.max_position_embeddings)[None]
    extra = {"model_ema.decay": torch.tensor(0.9999), "model_ema.num_updates": torch.tensor(7, dtype=torch.int32), "alphas_cumprod": torch.linspace(1, 0, 1000)}
    first = next(iter(unet_names(unet).values()))
    extra["model_ema.diffusion_model" + first.replace(".", "")] = tensors[UNET + first] * 2
    return tensors | extra
