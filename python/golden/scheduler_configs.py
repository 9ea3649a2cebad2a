"""Writes fixtures/scheduler-configs.json: the schedulers that diffusers' own tests give to Stable Diffusion 1.x and 2.x pipelines
(tests/pipelines/stable_diffusion, stable_diffusion_2, controlnet: get_dummy_components and the tests of single schedulers), each
with what every sampler of ours makes of its saved config in diffusers; and files of other families, which are to be refused."""

import inspect
import json
import warnings
from pathlib import Path

import diffusers
import torch

from .schedules import SAMPLERS, SEED, toy
from .store import seeded

warnings.simplefilter("ignore")
diffusers.utils.logging.set_verbosity_error()
SD = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
SHAPE, STEPS = (1, 1, 2, 2), 5
CONFIGS = {
    "ddim of the dummy components": ("DDIMScheduler", {**SD, "clip_sample": False, "set_alpha_to_one": False}),
    "ddim of the slow tests": ("DDIMScheduler", {**SD, "clip_sample": False, "set_alpha_to_one": False, "steps_offset": 1}),
    "ddim for v-prediction": ("DDIMScheduler", {**SD, "clip_sample": False, "set_alpha_to_one": False, "prediction_type": "v_prediction"}),
    "ddim as it comes": ("DDIMScheduler", {}),
    "ddim inverse": ("DDIMInverseScheduler", {**SD, "clip_sample": False, "set_alpha_to_zero": False}),
    "ddim, zero terminal SNR": ("DDIMScheduler", {**SD, "prediction_type": "v_prediction", "rescale_betas_zero_snr": True, "timestep_spacing": "trailing", "clip_sample": False}),
    "ddpm of the upscaler": ("DDPMScheduler", {}),
    "ddpm for v-prediction": ("DDPMScheduler", {"prediction_type": "v_prediction"}),
    "ddpm, squared cosine": ("DDPMScheduler", {"beta_schedule": "squaredcos_cap_v2", "clip_sample": False}),
    "pndm": ("PNDMScheduler", {"skip_prk_steps": True}),
    "pndm of the dummy components": ("PNDMScheduler", {**SD, "skip_prk_steps": True}),
    "pndm of SD 1.5": ("PNDMScheduler", {**SD, "skip_prk_steps": True, "set_alpha_to_one": False, "steps_offset": 1}),
    "pndm for v-prediction": ("PNDMScheduler", {**SD, "skip_prk_steps": True, "prediction_type": "v_prediction"}),
    "lms": ("LMSDiscreteScheduler", SD),
    "lms as it comes": ("LMSDiscreteScheduler", {}),
    "euler": ("EulerDiscreteScheduler", SD),
    "euler of the latent upscaler": ("EulerDiscreteScheduler", {"prediction_type": "sample"}),
    "euler for v-prediction": ("EulerDiscreteScheduler", {**SD, "prediction_type": "v_prediction"}),
    "euler, trailing": ("EulerDiscreteScheduler", {**SD, "timestep_spacing": "trailing"}),
    "euler, Karras": ("EulerDiscreteScheduler", {**SD, "use_karras_sigmas": True}),
    "euler, log-linear": ("EulerDiscreteScheduler", {**SD, "interpolation_type": "log_linear"}),
    "euler ancestral": ("EulerAncestralDiscreteScheduler", SD),
    "dpm++ 2m": ("DPMSolverMultistepScheduler", {**SD, "use_karras_sigmas": False}),
    "dpm++ 2m, Karras": ("DPMSolverMultistepScheduler", {**SD, "use_karras_sigmas": True}),
    "dpm++ 2m, SDE": ("DPMSolverMultistepScheduler", {**SD, "algorithm_type": "sde-dpmsolver++"}),
    "dpm++ 2m, euler at the end": ("DPMSolverMultistepScheduler", {**SD, "euler_at_final": True}),
    "dpm++ 2m, lu": ("DPMSolverMultistepScheduler", {**SD, "use_lu_lambdas": True}),
    "dpm++ 3m": ("DPMSolverMultistepScheduler", {**SD, "solver_order": 3}),
    "dpm single step": ("DPMSolverSinglestepScheduler", SD),
    "heun": ("HeunDiscreteScheduler", SD),
    "kdpm2": ("KDPM2DiscreteScheduler", SD),
    "deis": ("DEISMultistepScheduler", SD),
    "unipc": ("UniPCMultistepScheduler", SD),
    "unipc of flow models": ("UniPCMultistepScheduler", {**SD, "use_flow_sigmas": True, "prediction_type": "flow_prediction"}),
    "lcm": ("LCMScheduler", {**SD, "clip_sample": False, "set_alpha_to_one": False}),
    "tcd": ("TCDScheduler", {**SD, "clip_sample": False}),
}  # fmt: skip
OTHERS = {
    "FlowMatchEulerDiscreteScheduler": {"shift": 3.0},
    "FlowMatchHeunDiscreteScheduler": {},
    "FlowMatchLCMScheduler": {},
    "EDMEulerScheduler": {},
    "EDMDPMSolverMultistepScheduler": {},
    "CMStochasticIterativeScheduler": {},
    "ConsistencyDecoderScheduler": {},
    "KarrasVeScheduler": {},
    "ScoreSdeVeScheduler": {},
    "VQDiffusionScheduler": {"num_vec_classes": 8},
    "DDPMWuerstchenScheduler": {},
    "IPNDMScheduler": {},
}


def run(name: str, config: dict) -> list[float]:
    kind, changes = SAMPLERS[name]
    scheduler = kind.from_config(config, **changes)
    scheduler.set_timesteps(STEPS)
    source = seeded(SEED)
    x = torch.randn(SHAPE, generator=source) * scheduler.init_noise_sigma
    generator = {"generator": source} if "generator" in inspect.signature(scheduler.step).parameters else {}
    for t in scheduler.timesteps:
        x = scheduler.step(toy(scheduler.scale_model_input(x, t), float(t)), t, x, **generator).prev_sample
    return x.flatten().double().tolist()


def saved(kind: str, options: dict) -> dict:
    """As save_config writes it, infinity as text, which JSON has not."""
    config = json.loads(getattr(diffusers, kind)(**options).to_json_string())
    return {key: str(value).replace("inf", "Infinity") if value in (float("inf"), -float("inf")) else value for key, value in config.items()}


cases = []
for label, (kind, options) in CONFIGS.items():
    config, expected = saved(kind, options), {}
    real = {key: float(value.replace('Infinity', 'inf')) if value in ('Infinity', '-Infinity') else value for key, value in config.items()}
    for name in SAMPLERS:
        try:
            values = run(name, real)
            expected[name] = [round(value, 7) for value in values] if all(map(torch.isfinite, map(torch.tensor, values))) else None
        except Exception as error:  # diffusers itself has no such run
            expected[name] = None
            print(f"diffusers fails: {name}, {label}: {type(error).__name__}")
    cases.append(dict(name=label, config=config, expected=expected))
others = [dict(_class_name=kind, **options) if not hasattr(diffusers, kind) else {**saved(kind, options), "_class_name": kind} for kind, options in OTHERS.items()]
document = dict(origin=f"diffusers {diffusers.__version__}, python -m golden.scheduler_configs", seed=SEED, steps=STEPS, cases=cases, others=others)
(Path(__file__).parent / "fixtures" / "scheduler-configs.json").write_text(json.dumps(document, indent=1) + "\n")
