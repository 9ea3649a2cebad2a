"""Writes fixtures/scheduler-options.json: every option of every scheduler class of diffusers that has betas, with the values that
diffusers' own scheduler tests (tests/schedulers) give it, one at a time on Stable Diffusion's betas; what every sampler of ours makes
of the saved file in diffusers. Equal results are kept once: `expected` counts into `results`."""

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
SHAPE, STEPS = (1, 1, 2, 2), 5
SD = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", clip_sample=False, set_alpha_to_one=False)
CLASSES = """DDIM DDIMInverse DDIMParallel DDPM DDPMParallel DEISMultistep DPMSolverMultistep DPMSolverMultistepInverse DPMSolverSinglestep
EulerAncestralDiscrete EulerDiscrete HeunDiscrete KDPM2AncestralDiscrete KDPM2Discrete LCM LMSDiscrete PNDM SASolver TCD
UniPCMultistep""".split()
VALUES = {
    "num_train_timesteps": [100, 999, 1100],
    "beta_start": [0.00001],
    "beta_end": [0.02],
    "beta_schedule": ["linear", "squaredcos_cap_v2", "sigmoid", "laplace", "exp"],
    "trained_betas": [[round(0.01 * (i + 1), 2) for i in range(20)]],
    "clip_sample": [True],
    "clip_sample_range": [0.5],
    "set_alpha_to_one": [True],
    "steps_offset": [1],
    "prediction_type": ["v_prediction", "sample", "flow_prediction"],
    "thresholding": [True],
    "dynamic_thresholding_ratio": [0.9],
    "sample_max_value": [2.0],
    "timestep_spacing": ["leading", "linspace", "trailing"],
    "rescale_betas_zero_snr": [True],
    "variance_type": ["fixed_large", "learned", "learned_range"],
    "solver_order": [1, 2, 3],
    "algorithm_type": ["dpmsolver", "dpmsolver++", "sde-dpmsolver", "sde-dpmsolver++", "deis", "noise_prediction"],
    "solver_type": ["midpoint", "heun", "logrho", "bh1", "bh2"],
    "lower_order_final": [True, False],
    "euler_at_final": [True],
    "use_karras_sigmas": [True],
    "use_exponential_sigmas": [True],
    "use_beta_sigmas": [True],
    "use_lu_lambdas": [True],
    "use_flow_sigmas": [True],
    "flow_shift": [3.0],
    "use_dynamic_shifting": [True],
    "time_shift_type": ["linear"],
    "final_sigmas_type": ["zero", "sigma_min"],
    "lambda_min_clipped": [-5.1],
    "interpolation_type": ["log_linear"],
    "timestep_type": ["continuous"],
    "sigma_min": [0.05],
    "sigma_max": [10.0],
    "predict_x0": [False],
    "disable_corrector": [[0]],
    "shift_terminal": [0.1],
    "skip_prk_steps": [True],
    "original_inference_steps": [20],
    "timestep_scaling": [5.0],
    "predictor_order": [3],
    "corrector_order": [1],
}  # fmt: skip
INFINITE = {"Infinity": float("inf"), "-Infinity": float("-inf")}


def run(name: str, config: dict) -> list[float]:
    kind, changes = SAMPLERS[name]
    scheduler = kind.from_config(config, **changes)
    scheduler.set_timesteps(STEPS)
    source = seeded(SEED)
    x = torch.randn(SHAPE, generator=source) * scheduler.init_noise_sigma
    generator = {"generator": source} if "generator" in inspect.signature(scheduler.step).parameters else {}
    for t in scheduler.timesteps:
        x = scheduler.step(toy(scheduler.scale_model_input(x, t), float(t)), t, x, **generator).prev_sample
    values = x.flatten().double()
    if not torch.isfinite(values).all():
        raise ValueError("not finite")
    return values.tolist()


def saved(kind: type, options: dict) -> dict:
    """As save_config writes it, infinity as text, which JSON has not."""
    config = json.loads(kind(**options).to_json_string())
    return {key: next((name for name, infinite in INFINITE.items() if value == infinite), value) for key, value in config.items() if key != "_diffusers_version"}


classes, cases, results, places = {}, [], [], {}
for short in CLASSES:
    kind = getattr(diffusers, f"{short}Scheduler")
    known = inspect.signature(kind.__init__).parameters
    base = {key: value for key, value in SD.items() if key in known}
    plain = saved(kind, base)
    classes[short] = plain
    options = [{}] + [{key: value} for key, values in VALUES.items() if key in known for value in values if plain.get(key) != value]
    options.append({"trained_betas": VALUES["trained_betas"][0], "num_train_timesteps": 20})
    for changes in options:
        try:
            file = saved(kind, {**base, **changes})
        except Exception:  # no such scheduler in diffusers either
            continue
        real = {key: INFINITE.get(value, value) if isinstance(value, str) else value for key, value in file.items()}
        expected = []
        for name in SAMPLERS:
            try:
                values = tuple(float(f"{value:.6g}") for value in run(name, real))
            except Exception:  # diffusers itself has no such run
                expected.append(None)
                continue
            if values not in places:
                places[values] = len(results)
                results.append(values)
            expected.append(places[values])
        changed = {key: value for key, value in file.items() if plain.get(key) != value}
        cases.append(dict(scheduler=short, changed=changed, expected=expected))
document = dict(origin=f"diffusers {diffusers.__version__}, python -m golden.scheduler_options", seed=SEED, steps=STEPS, samplers=list(SAMPLERS))
lines = [f'"{key}": {json.dumps(value)}' for key, value in document.items()]
for key, rows in (("classes", None), ("results", results), ("cases", cases)):
    if rows is None:
        lines.append('"classes": {\n' + ",\n".join(f'"{name}": {json.dumps(config)}' for name, config in classes.items()) + "\n}")
    else:
        lines.append(f'"{key}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]")
(Path(__file__).parent / "fixtures" / "scheduler-options.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
print(len(cases), "files,", len(results), "results")
