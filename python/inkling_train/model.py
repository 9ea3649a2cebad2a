"""The networks of the pack, by diffusers' and transformers' own classes. Sizes are for 16x16x8 latents on a CPU."""

import re

import torch
from diffusers import ControlNetModel, DDIMScheduler, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from .autoencoder import LATENT_CHANNELS
from .tokenizer import LENGTH

WIDTH = 192  # of the text states
LAST = re.compile(r"resnets\.\d+\.conv2$|attentions\.\d+\.proj_out$")
# A net's name in the pack, and the maps that it reads, by the names of ControlNet's own models.
NETS = {
    "line": ("scribble", ("scribble", "canny", "lineart", "softedge", "mlsd")),
    "colour": ("colour", ("seg",)),
    "shape": ("shape", ("depth", "normal")),
}


def text_encoder(tokenizer: CLIPTokenizer) -> CLIPTextModel:
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=WIDTH,
            intermediate_size=3 * WIDTH,
            projection_dim=WIDTH,
            num_hidden_layers=3,
            num_attention_heads=6,
            max_position_embeddings=LENGTH,
            hidden_act="quick_gelu",
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
            initializer_factor=1.0,
        )
    )


def unet(**changes) -> UNet2DConditionModel:
    """8.3 M parameters. `attention_head_dim` is the number of heads (diffusers' old slip of the pen): 32 channels a head.

    Two levels, 16x16 and 8x8, with the middle block at 8x8: a third one at 4x4 held two thirds of the parameters and did nothing
    (README, "A network that was mostly dead"). Besides cross-attention, which 16x16 does without, the pooled text goes into the
    time embedding (`addition_embed_type`), so that all residual blocks hear it. Every residual branch begins as nothing, as in
    the reference code of latent diffusion (`zero_module`), which diffusers leaves out; so does the pooled text.
    changes: of the config, where recipes are compared.
    """
    config = dict(
        sample_size=16,
        in_channels=LATENT_CHANNELS,
        out_channels=LATENT_CHANNELS,
        block_out_channels=(64, 192),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        layers_per_block=1,
        cross_attention_dim=WIDTH,
        attention_head_dim=(2, 6),
        addition_embed_type="text",
    )
    net = UNet2DConditionModel(**config | changes)
    if net.config.addition_embed_type:
        torch.nn.init.zeros_(net.add_embedding.norm2.weight)
    for branch in branches(net).values():
        torch.nn.init.zeros_(branch.weight)
        torch.nn.init.zeros_(branch.bias)
    return net


def branches(net: torch.nn.Module) -> dict[str, torch.nn.Module]:
    """The residual branches by their names: residual blocks and transformers, each by its last layer, from which it adds to the stream."""
    return {name.rpartition(".")[0]: module for name, module in net.named_modules() if LAST.search(name)}


def controlnet(base: UNet2DConditionModel) -> ControlNetModel:
    """A copy of the encoder and the middle block behind zero convolutions, with a hint encoder from 128 to 16 px.

    The hint encoder has eight convolutions and no normalisation; torch's own initial weights would shrink the hint a
    hundredfold on its way (measured: 0.014 against the latents' 0.6) and the net would not hear it for a long time.
    """
    net = ControlNetModel.from_unet(
        base, conditioning_channels=3, conditioning_embedding_out_channels=(8, 16, 32, 64), controlnet_conditioning_channel_order="rgb"
    )
    hint = net.controlnet_cond_embedding
    for conv in (hint.conv_in, *hint.blocks):
        torch.nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")
        conv.weight.data.mul_(1.25)  # SiLU lets less through than ReLU
        torch.nn.init.zeros_(conv.bias)
    return net


def scheduler() -> DDIMScheduler:
    """Cosine schedule with zero terminal SNR (arXiv:2305.08891), v-prediction, trailing timesteps."""
    return DDIMScheduler(
        num_train_timesteps=1000,
        beta_schedule="squaredcos_cap_v2",
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
        clip_sample=False,
        set_alpha_to_one=True,
        steps_offset=0,
    )


def noised(x: torch.Tensor, noise: torch.Tensor, steps: torch.Tensor, alphas: torch.Tensor):
    """(x_t, v target, loss weight (n,)) at timesteps (n,) by the cumulative alphas (1000,). Latents (n, 8, 16, 16)."""
    a = alphas[steps].view(-1, 1, 1, 1)
    root, rest = a.sqrt(), (1 - a).sqrt()
    snr = (a / (1 - a)).flatten()
    return root * x + rest * noise, root * noise - rest * x, (6 / (snr + 1)).clamp(max=1)
