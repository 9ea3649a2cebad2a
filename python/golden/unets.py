"""UNets with their ControlNets: one step of denoising in every variant that Stable Diffusion 1.x and 2.x configs express."""

import torch
from diffusers import ControlNetModel, UNet2DConditionModel
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion import rescale_noise_cfg

from .store import Fixture, randomise, save_weights, seeded

HINT_CHANNELS = (4, 4, 8, 8)


def make_unet(seed: int, **config) -> UNet2DConditionModel:
    defaults = dict(sample_size=16, norm_num_groups=4, block_out_channels=(8, 16, 16, 16), cross_attention_dim=12, attention_head_dim=2)
    return randomise(UNet2DConditionModel(**{**defaults, **config}), seed)


def make_controlnet(unet: UNet2DConditionModel, seed: int, hint_channels=HINT_CHANNELS, **changes) -> ControlNetModel:
    net = ControlNetModel.from_unet(unet, conditioning_embedding_out_channels=hint_channels, load_weights_from_unet=False)
    if changes:
        net = ControlNetModel(**{key: value for key, value in net.config.items() if key[0] != "_"} | changes)
    return randomise(net, seed)


def factors(net: ControlNetModel, weight: float, guess: bool) -> torch.Tensor:
    """What each residual is multiplied by: down residuals in order, then the middle one."""
    count = len(net.controlnet_down_blocks) + 1
    if guess and not net.config.global_pool_conditions:
        return torch.logspace(-1, 0, count) * weight
    return torch.full((count,), weight)


class Bench:
    """A UNet, its nets and shared random inputs; writes one case a call."""

    def __init__(self, name: str, about: str, unet: UNet2DConditionModel, nets: dict[str, ControlNetModel], height=16, width=16, tokens=7):
        self.fixture = Fixture(name, about)
        self.unet, self.nets = unet, nets
        save_weights(unet, self.fixture.folder / "unet")
        for key, net in nets.items():
            save_weights(net, self.fixture.folder / key)
        source = seeded(len(name) * 1000 + height)
        self.sample = torch.randn(1, unet.config.in_channels, height, width, generator=source)
        self.text = torch.randn(2, tokens, unet.config.cross_attention_dim, generator=source)  # [uncond, cond]
        self.hint = torch.rand(1, 3, height * 8, width * 8, generator=source)
        self.shared = {"hint": self.fixture.put("hint", self.hint), "text": self.fixture.put("text", self.text), "sample": self.fixture.put("sample", self.sample)}

    def hint_cases(self) -> None:
        for key, net in self.nets.items():
            ordered = self.hint.flip(1) if net.config.controlnet_conditioning_channel_order == "bgr" else self.hint
            self.fixture.case(f"hint-{key}", {"hint": "hint"}, {"features": net.controlnet_cond_embedding(ordered)}, kind="hint", net=key)

    @torch.no_grad()
    def case(self, name: str, timestep: float, guidance: float | None, nets=(), residuals=False, class_labels=None, guidance_embed=None, rescale=None):
        """`nets` lists (key, weight, guess); guidance None is one conditional pass, else the guided sum of two, `rescale`d or not."""
        rows = 1 if guidance is None else 2
        text = self.text[2 - rows :]
        sample = self.sample.expand(rows, -1, -1, -1)
        time = torch.tensor(timestep)
        extra = {} if class_labels is None else {"class_labels": class_labels.expand(rows, *class_labels.shape[1:])}
        down, middle, units, raw = None, None, [], {}
        for key, weight, guess in nets:
            net, half = self.nets[key], guess and rows == 2
            labels = {} if class_labels is None else {"class_labels": class_labels if half else extra["class_labels"]}
            batch = (sample[:1], time, text[1:]) if half else (sample, time, text)
            hint = self.hint.expand(len(batch[0]), -1, -1, -1)
            d, m = net(*batch, hint, weight, guess_mode=guess, return_dict=False, **labels)
            if residuals:
                raw |= {f"{key}.down.{i}": r for i, r in enumerate(d)} | {f"{key}.mid": m}
            if half:  # the pipeline leaves the unconditional half without control
                d, m = [torch.cat([torch.zeros_like(r), r]) for r in d], torch.cat([torch.zeros_like(m), m])
            down = d if down is None else [a + b for a, b in zip(down, d)]
            middle = m if middle is None else middle + m
            scales = factors(net, weight, guess).tolist()
            units.append({"net": key, "mode": "cond" if half else "all", "weight": weight, "guess": guess, "scales": scales})
        if guidance_embed is not None:
            extra["timestep_cond"] = guidance_embed.expand(rows, -1)
        out = self.unet(sample, time, text, down_block_additional_residuals=down, mid_block_additional_residual=middle, **extra).sample
        if rows == 2:
            cond, out = out[1:], out[:1] + guidance * (out[1:] - out[:1])
            out = out if rescale is None else rescale_noise_cfg(out, cond, rescale)
        inputs = {**self.shared, "timestep": time.reshape(1)}  # text is [uncond, cond]; one pass takes its last row
        if guidance is not None:
            inputs["guidance_scale"] = torch.tensor([guidance])
        if rescale is not None:
            inputs["guidance_rescale"] = torch.tensor([rescale])
        if class_labels is not None:
            inputs["class_labels"] = class_labels
        if guidance_embed is not None:
            inputs["guidance_embed"] = guidance_embed
        self.fixture.case(name, inputs, {"model_output": out, **raw}, kind="step", guidance=guidance is not None, nets=units)


def sd1() -> None:
    unet = make_unet(1)
    nets = {"controlnet": make_controlnet(unet, 2), "controlnet2": make_controlnet(unet, 3, (4, 8, 8, 12))}
    bench = Bench("unet-sd1", "Convolution projections, one head count, SD 1.x block layout; one and two nets, guess mode.", unet, nets)
    bench.hint_cases()
    bench.case("plain", 981.0, None)
    bench.case("guided", 501.0, 7.5)
    bench.case("net", 981.0, None, [("controlnet", 0.8, False)], residuals=True)
    bench.case("net-guided", 21.0, 7.5, [("controlnet", 1.0, False)])
    bench.case("two-nets-guided", 321.5, 3.0, [("controlnet", 0.6, False), ("controlnet2", 1.3, False)])
    bench.case("guess", 981.0, None, [("controlnet", 1.0, True)], residuals=True)
    bench.case("guess-guided", 741.0, 4.0, [("controlnet", 0.9, True)])
    bench.case("guess-beside-balanced", 741.0, 4.0, [("controlnet", 0.9, True), ("controlnet2", 0.7, False)])
    bench.fixture.save()


def sd2() -> None:
    unet = make_unet(
        11, block_out_channels=(4, 8, 8, 8), norm_num_groups=2, use_linear_projection=True, attention_head_dim=[1, 2, 4, 4],
        upcast_attention=True, transformer_layers_per_block=[1, 2, 1, 1],
    )  # fmt: skip
    nets = {"controlnet": make_controlnet(unet, 12), "pooled": make_controlnet(unet, 13, global_pool_conditions=True)}
    about = "Linear projections, heads per block, two transformer layers in one block, a latent that is not square; `pooled` is a net with global_pool_conditions (as control_v11e_sd15_shuffle)."
    bench = Bench("unet-sd2", about, unet, nets, height=8, width=24)
    bench.hint_cases()
    bench.case("plain", 999.0, None)
    bench.case("net-guided", 1.0, 5.0, [("controlnet", 1.0, False)])
    bench.case("pooled-guided", 400.0, 5.0, [("pooled", 1.0, True)])
    bench.case("net-rescaled", 640.0, 6.0, [("controlnet", 1.0, False)], rescale=0.7)
    bench.fixture.save()


def lcm() -> None:
    unet = make_unet(
        21, time_cond_proj_dim=10, flip_sin_to_cos=False, freq_shift=1, block_out_channels=(8, 16), layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
    )  # fmt: skip
    bench = Bench("unet-lcm", "time_cond_proj_dim, flip_sin_to_cos false, freq_shift 1, two levels.", unet, {"controlnet": make_controlnet(unet, 22)}, 12, 8)
    bench.hint_cases()
    embed = torch.randn(1, 10, generator=seeded(23))
    bench.case("plain", 999.0, None, guidance_embed=embed)
    bench.case("net-guided", 259.0, 2.0, [("controlnet", 1.0, False)], guidance_embed=embed)
    bench.fixture.save()


def text_embedding() -> None:
    unet = make_unet(
        31, in_channels=8, out_channels=8, block_out_channels=(8, 12, 16), layers_per_block=1, cross_attention_dim=16, use_linear_projection=True,
        attention_head_dim=[1, 3, 4], encoder_hid_dim=None, addition_embed_type="text", addition_embed_type_num_heads=4,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    )  # fmt: skip
    net = make_controlnet(unet, 32, addition_embed_type_num_heads=4)  # from_unet forgets this key
    bench = Bench("unet-text", "addition_embed_type text, one layer a block, 8 latent channels: the embedded pack's shape.", unet, {"controlnet": net})
    bench.hint_cases()
    bench.case("plain", 640.0, None)
    bench.case("net-guided", 999.0, 3.0, [("controlnet", 1.0, False)], residuals=True)
    bench.fixture.save()


SMALL = dict(
    block_out_channels=(8, 16), layers_per_block=1,
    down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
)  # fmt: skip


def classes() -> None:
    labels = {
        "number": (dict(num_class_embeds=5), torch.tensor([3])),
        "timestep": (dict(class_embed_type="timestep"), torch.tensor([37.0])),
        "projection": (dict(class_embed_type="projection", projection_class_embeddings_input_dim=6), torch.randn(1, 6, generator=seeded(43))),
    }
    for i, (kind, (config, label)) in enumerate(labels.items()):
        unet = make_unet(41 + 10 * i, **SMALL, **config)
        order = "bgr" if kind == "projection" else "rgb"
        nets = {"controlnet": make_controlnet(unet, 42 + 10 * i, controlnet_conditioning_channel_order=order)}
        bench = Bench(f"unet-class-{kind}", f"Class embedding by {kind}; hint channels {order}.", unet, nets, 8, 8)
        bench.hint_cases()
        bench.case("plain", 10.0, None, class_labels=label)
        bench.case("net-guided", 900.0, 2.5, [("controlnet", 1.0, False)], class_labels=label)
        bench.fixture.save()


def write() -> None:
    sd1()
    sd2()
    lcm()
    text_embedding()
    classes()
