"""Whole tiny packs in diffusers' folder layout, random weights throughout."""

import json
from pathlib import Path

import diffusers
from diffusers import DDIMScheduler
from transformers import CLIPTokenizer

from .store import save_weights
from .texts import make_text_encoder
from .tokens import BOS, EOS, train
from .unets import make_controlnet, make_unet
from .vaes import make_kl, make_tiny

STABLE = {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "steps_offset": 1, "clip_sample": False}
DOWN, UP = ("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"), ("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D")


def write_tokenizer(folder: Path, pad: str) -> CLIPTokenizer:
    """The files of published Stable Diffusion folders: vocab.json, merges.txt and the two configs."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary, merges = train(600)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    special = {"bos_token": BOS, "eos_token": EOS, "pad_token": pad, "unk_token": EOS}
    (folder / "special_tokens_map.json").write_text(json.dumps(special))
    (folder / "tokenizer_config.json").write_text(json.dumps({**special, "do_lower_case": True, "model_max_length": 77, "tokenizer_class": "CLIPTokenizer"}))
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    assert tokenizer.model_max_length == 77 and tokenizer.pad_token == pad and len(tokenizer) == len(vocabulary)
    return tokenizer


class Pack:
    """A pack's parts as diffusers' pipelines take them; `save` writes the folder."""

    def __init__(self, folder: Path, unet, vae, text: dict, nets: dict, scheduler: dict, pad: str = EOS):
        self.folder, self.unet, self.vae, self.nets, self.scheduler = folder, unet, vae, nets, scheduler
        self.tokenizer = write_tokenizer(folder / "tokenizer", pad)
        size = len(self.tokenizer)
        eos = {"eos_token_id": 2} if text.pop("old_eos", False) else {"eos_token_id": size - 1}
        self.text = make_text_encoder(vocabulary=size, width=unet.config.cross_attention_dim, tokens=77, bos_token_id=size - 2, pad_token_id=self.tokenizer.pad_token_id, **eos, **text)
        self.save()

    def save(self) -> None:
        for name, model in {"unet": self.unet, "vae": self.vae, **self.nets}.items():
            save_weights(model, self.folder / name)
        save_weights(self.text, self.folder / "text_encoder", prefix="text_model.")
        (self.folder / "scheduler").mkdir(exist_ok=True)
        (self.folder / "scheduler/scheduler_config.json").write_text(json.dumps(self.scheduler, indent=1))
        index = {
            "_class_name": "StableDiffusionControlNetPipeline",
            "_diffusers_version": diffusers.__version__,
            "text_encoder": ["transformers", "CLIPTextModel"],
            "tokenizer": ["transformers", "CLIPTokenizer"],
            "unet": ["diffusers", "UNet2DConditionModel"],
            "vae": ["diffusers", type(self.vae).__name__],
            "scheduler": ["diffusers", self.scheduler["_class_name"]],
            **{name: ["diffusers", "ControlNetModel"] for name in self.nets},
        }
        (self.folder / "model_index.json").write_text(json.dumps(index, indent=1))

    def parts(self) -> dict:
        scheduler = DDIMScheduler.from_config(self.scheduler)
        return {"unet": self.unet, "vae": self.vae, "text_encoder": self.text, "tokenizer": self.tokenizer, "scheduler": scheduler, "safety_checker": None, "feature_extractor": None}


def contrast(vae):
    """A quarter of AutoencoderTiny's random contrast around mid grey, so that pictures are not clipped to black and white."""
    last = vae.decoder.layers[-1]
    last.weight.data *= 0.25
    last.bias.data = (last.bias.data * 0.25 + 0.5).half().float()
    return vae


def loud(folder: Path) -> Pack:
    """A decoder whose residual stream goes beyond float16: norms do not mind the factor, sums of halves would overflow."""
    unet = make_unet(331, block_out_channels=(8, 16), layers_per_block=1, cross_attention_dim=16, down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"))
    vae = amplify(make_kl(334, (8, 8, 8, 16)), 2.0**14)
    scheduler = {**STABLE, "_class_name": "DDIMScheduler", "set_alpha_to_one": False}
    return Pack(folder, unet, vae, {"seed": 335, "hidden_act": "quick_gelu"}, {"controlnet": make_controlnet(unet, 332)}, scheduler)


def amplify(vae, factor: float):
    """Everything that enters the decoder's residual stream, times `factor`."""
    for name, module in vae.decoder.named_modules():
        if name == "conv_in" or name.endswith((".conv2", ".to_out.0")):
            module.weight.data *= factor
            module.bias.data *= factor
        elif name.endswith(".upsamplers.0.conv"):
            module.bias.data *= factor  # its input is the stream itself
    return vae


def stable1(folder: Path) -> Pack:
    """epsilon, convolution projections, AutoencoderKL, two nets, SD 1.5's scheduler file."""
    unet = make_unet(301, block_out_channels=(8, 16, 16), down_block_types=DOWN, up_block_types=UP, layers_per_block=1, cross_attention_dim=16)
    nets = {"controlnet": make_controlnet(unet, 302), "controlnet_1": make_controlnet(unet, 303)}
    scheduler = {**STABLE, "_class_name": "PNDMScheduler", "set_alpha_to_one": False, "skip_prk_steps": True, "trained_betas": None}
    vae = make_kl(304, (8, 8, 8, 16))
    return Pack(folder, unet, vae, {"seed": 305, "hidden_act": "quick_gelu", "old_eos": True}, nets, scheduler)


def velocity(folder: Path) -> Pack:
    """The embedded pack's kind: v-prediction, zero terminal SNR, linear projections, text in the time embedding, AutoencoderTiny of 8 channels."""
    unet = make_unet(
        311, in_channels=8, out_channels=8, block_out_channels=(8, 12, 16), layers_per_block=1, cross_attention_dim=16,
        use_linear_projection=True, attention_head_dim=[1, 3, 4], addition_embed_type="text", addition_embed_type_num_heads=4,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    )  # fmt: skip
    nets = {"controlnet": make_controlnet(unet, 312, addition_embed_type_num_heads=4)}
    scheduler = {
        "_class_name": "DDIMScheduler", "num_train_timesteps": 1000, "beta_schedule": "squaredcos_cap_v2", "prediction_type": "v_prediction",
        "rescale_betas_zero_snr": True, "timestep_spacing": "trailing", "clip_sample": False, "set_alpha_to_one": True, "steps_offset": 1,
    }  # fmt: skip
    vae = contrast(make_tiny(313, 8, (0, 1, 1, 2), (2, 2, 1, 0), 8, latent_magnitude=3, scaling_factor=1.0))
    return Pack(folder, unet, vae, {"seed": 314, "hidden_act": "gelu", "heads": 4}, nets, scheduler, pad="!")


def consistency(folder: Path) -> Pack:
    """A latent consistency model: guidance enters by an embedding (time_cond_proj_dim), one pass a step."""
    unet = make_unet(
        321, time_cond_proj_dim=32, block_out_channels=(8, 16), layers_per_block=1, cross_attention_dim=16,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
    )  # fmt: skip
    scheduler = {**STABLE, "_class_name": "LCMScheduler", "original_inference_steps": 50, "timestep_scaling": 10.0, "set_alpha_to_one": True}
    return Pack(folder, unet, contrast(make_tiny(323, 8)), {"seed": 324, "hidden_act": "quick_gelu"}, {"controlnet": make_controlnet(unet, 322)}, scheduler)
