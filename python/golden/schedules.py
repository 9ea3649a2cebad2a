"""Schedulers: each sampler's whole run over a closed-form model, as the pipelines drive it."""

import inspect
import warnings

import diffusers
import torch

from .store import Fixture, seeded

SAMPLERS = {
    "ddim": (diffusers.DDIMScheduler, {}),
    "euler": (diffusers.EulerDiscreteScheduler, {}),
    "euler-a": (diffusers.EulerAncestralDiscreteScheduler, {}),
    "dpmpp-2m": (diffusers.DPMSolverMultistepScheduler, {}),
    "dpmpp-2m-karras": (diffusers.DPMSolverMultistepScheduler, {"use_karras_sigmas": True}),
    "unipc": (diffusers.UniPCMultistepScheduler, {}),
    "lcm": (diffusers.LCMScheduler, {}),
    "ddim-sgm-uniform": (diffusers.DDIMScheduler, {"timestep_spacing": "trailing"}),
    "euler-sgm-uniform": (diffusers.EulerDiscreteScheduler, {"timestep_spacing": "trailing", "use_karras_sigmas": False}),
}
STABLE = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
CONFIGS = {
    # as published with SD 1.5: the spacing is the scheduler's own default
    "sd15": {**STABLE, "_class_name": "PNDMScheduler", "num_train_timesteps": 1000, "set_alpha_to_one": False, "skip_prk_steps": True, "steps_offset": 1, "trained_betas": None, "clip_sample": False},
    "sd21": {**STABLE, "_class_name": "DDIMScheduler", "prediction_type": "v_prediction", "set_alpha_to_one": False, "steps_offset": 1, "clip_sample": False, "timestep_spacing": "leading"},
    "zero-snr": {**STABLE, "prediction_type": "v_prediction", "rescale_betas_zero_snr": True, "timestep_spacing": "trailing", "clip_sample": False},
    "cosine-zero-snr": {"beta_schedule": "squaredcos_cap_v2", "prediction_type": "v_prediction", "rescale_betas_zero_snr": True, "timestep_spacing": "trailing", "clip_sample": False},
    "linear-clipped": {"beta_schedule": "linear", "timestep_spacing": "linspace", "clip_sample": True, "clip_sample_range": 0.7},
    "cosine": {"beta_schedule": "squaredcos_cap_v2", "prediction_type": "sample", "timestep_spacing": "linspace", "clip_sample": False},
    "trained": {"trained_betas": [round(0.001 + 0.0003 * i, 6) for i in range(100)], "num_train_timesteps": 100, "timestep_spacing": "leading", "clip_sample": False, "set_alpha_to_one": True},
    "karras": {**STABLE, "use_karras_sigmas": True, "final_sigmas_type": "sigma_min", "prediction_type": "v_prediction", "timestep_spacing": "leading", "lower_order_final": False},
}  # fmt: skip
# From sigma 20,000 diffusers' float32 rounding is itself as large as this.
TOLERANCES = {("euler", "cosine"): 1e-3, ("euler-sgm-uniform", "cosine"): 1e-2}
SHAPE = (1, 2, 4, 4)
SEED = 11


def toy(sample: torch.Tensor, timestep: float) -> torch.Tensor:
    """0.3 x_i + 0.6 sin(2 x_i + 0.01 t) + 0.5 sin(i), in float64."""
    x = sample.double()
    i = torch.arange(x.numel(), dtype=torch.float64).reshape(x.shape)
    return (0.3 * x + 0.6 * torch.sin(2 * x + 0.01 * timestep) + 0.5 * torch.sin(i)).float()


def run(name: str, config: dict, steps: int, init: torch.Tensor | None, strength: float) -> tuple[torch.Tensor, list[float], torch.Tensor]:
    kind, changes = SAMPLERS[name]
    scheduler = kind.from_config(config, **changes)
    scheduler.set_timesteps(steps)
    source = seeded(SEED)
    noise = torch.randn(SHAPE, generator=source)
    start = 0 if init is None else steps - min(int(steps * strength), steps)
    timesteps = scheduler.timesteps[start:]
    if init is None:
        x = noise * scheduler.init_noise_sigma
    else:
        if hasattr(scheduler, "set_begin_index"):
            scheduler.set_begin_index(start)
        x = scheduler.add_noise(init, noise, timesteps[:1])
    generator = {"generator": source} if "generator" in inspect.signature(scheduler.step).parameters else {}
    first = None
    for t in timesteps:
        output = toy(scheduler.scale_model_input(x, t), float(t))
        x = scheduler.step(output, t, x, **generator).prev_sample
        first = x if first is None else first
    return x, [float(t) for t in timesteps], first


def write() -> None:
    warnings.simplefilter("ignore")
    diffusers.utils.logging.set_verbosity_error()
    fixture = Fixture("schedules", "Whole runs of each sampler over a closed-form model.", contrast=1e-3)
    init = torch.randn(SHAPE, generator=seeded(12)) * 0.8
    fixture.put("init", init)
    for name in SAMPLERS:
        for key, config in CONFIGS.items():
            if name == "euler-a" and config.get("prediction_type") == "sample":
                continue  # diffusers has not implemented it
            if name == "dpmpp-2m-karras" and key == "karras":
                continue
            if name.endswith("-sgm-uniform") and config.get("timestep_spacing") == "trailing":
                continue  # the plain sampler's own run
            for steps, strength in [(1, None), (4, None), (7, None), (8, 0.6), (20, None), (20, 0.33)]:
                try:
                    x, timesteps, first = run(name, config, steps, None if strength is None else init, strength or 1)
                except IndexError:  # Karras timesteps that repeat at the start throw diffusers off by one
                    x = torch.tensor(torch.nan)
                if not torch.isfinite(x).all():
                    print(f"diffusers fails: {name} {key} {steps} {strength}")
                    continue
                label = f"{name}/{key}/{steps}" + (f"/{strength}" if strength else "")
                inputs = {"sampler": name, "config": key, "steps": steps, "strength": strength, "timesteps": timesteps}
                if (name, key) in TOLERANCES:
                    inputs["tolerance"] = TOLERANCES[name, key]
                fixture.case(label, inputs, {"first": first, "x": x}, kind="run")
    fixture.save(tolerance=2e-5, seed=SEED, configs=CONFIGS)
