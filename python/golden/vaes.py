"""Autoencoders: AutoencoderKL (moments and picture) and AutoencoderTiny, as the Stable Diffusion pipelines call them."""

import torch
from diffusers import AutoencoderKL, AutoencoderTiny

from .store import Fixture, randomise, save_weights, seeded


def make_kl(seed: int, channels=(8, 8, 16, 16), latent=4, stored=torch.float16, **config) -> AutoencoderKL:
    blocks = dict(down_block_types=("DownEncoderBlock2D",) * len(channels), up_block_types=("UpDecoderBlock2D",) * len(channels))
    settings = dict(norm_num_groups=4, layers_per_block=1, block_out_channels=channels, latent_channels=latent, **blocks)
    return randomise(AutoencoderKL(**{**settings, **config}), seed, stored)


def make_tiny(seed: int, width=8, encoder=(1, 1, 1, 1), decoder=(1, 1, 1, 1), latent=4, **config) -> AutoencoderTiny:
    model = AutoencoderTiny(
        encoder_block_out_channels=(width,) * len(encoder), decoder_block_out_channels=(width,) * len(decoder),
        num_encoder_blocks=encoder, num_decoder_blocks=decoder, latent_channels=latent, **config,
    )  # fmt: skip
    return randomise(model, seed)


@torch.no_grad()
def write_one(name: str, about: str, vae, height: int, width: int, stored=torch.float16) -> None:
    """Decoding takes the sampler's latent (divided by scaling_factor inside, as the pipelines do); encoding gives raw latents."""
    fixture = Fixture(name, about)
    save_weights(vae, fixture.folder / "vae", stored)
    kl = isinstance(vae, AutoencoderKL)
    factor = 2 ** (len(vae.config.block_out_channels if kl else vae.config.encoder_block_out_channels) - 1)
    source = seeded(len(name))
    latent = torch.randn(1, vae.config.latent_channels, height, width, generator=source) * vae.config.scaling_factor
    image = torch.rand(1, 3, height * factor, width * factor, generator=source) * 2 - 1
    decoded = vae.decode(latent / vae.config.scaling_factor).sample
    fixture.case("decode", {"latent": latent}, {"image": decoded}, kind="decode")
    if kl:
        moments = vae.encode(image).latent_dist
        outputs = {"mean": moments.mean, "logvar": moments.logvar}
    else:
        outputs = {"latent": vae.encode(image).latents}
    fixture.case("encode", {"image": image}, outputs, kind="encode")
    fixture.save()


def write() -> None:
    write_one("vae-kl", "Four levels, quant convolutions: SD 1.x's shape; a latent that is not square.", make_kl(201), 4, 6)
    write_one("vae-kl-layers", "Three levels, two layers a block, float32 weights.", make_kl(211, (4, 8, 8), layers_per_block=2, norm_num_groups=2, scaling_factor=0.5, stored=torch.float32), 6, 6, torch.float32)
    plain = make_kl(221, (4, 8), 8, use_quant_conv=False, use_post_quant_conv=False, mid_block_add_attention=False, scaling_factor=1.7)
    write_one("vae-kl-bare", "Two levels, no quant convolutions, no attention, 8 latent channels.", plain, 8, 10)
    write_one("vae-tiny", "AutoencoderTiny in TAESD's shape, narrow.", make_tiny(231, encoder=(1, 3, 3, 3), decoder=(3, 3, 3, 1)), 6, 4)
    pack = make_tiny(241, 12, (0, 1, 1, 3), (4, 3, 1, 0), 8, latent_magnitude=3, scaling_factor=1.0)
    write_one("vae-tiny-pack", "The embedded pack's shape, narrow: no residual blocks at full resolution, 8 latent channels.", pack, 6, 8)
    gelu = make_tiny(251, 8, (1, 1), (2, 1), 4, act_fn="silu", scaling_factor=0.6)
    write_one("vae-tiny-silu", "Two levels, silu, scaling_factor 0.6.", gelu, 8, 8)
