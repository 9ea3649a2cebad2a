"""The one training loop: resumable, killable, the same on a CPU and on any number of GPUs.

A stage is an object with `modules` (name -> nn.Module that learns), `groups()` (parameters for the optimiser),
`draw(source) -> {name: CPU tensor}` (data and other choices of one step; it runs in another process where the plan has
workers), `loss(step, drawn, noise) -> (loss, log)`, and where it needs them `frozen` (modules that do not learn) and
`probe() -> figures`. All randomness of a step comes from `rng(seed, step)`, so that a resumed run repeats an unbroken one
bit for bit; nothing about the order of data needs saving.
"""

import json
import math
import os
import signal
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from accelerate import Accelerator
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.data import DataLoader, Dataset

from . import muon


@dataclass
class Plan:
    """How a run goes. Steps are optimiser steps; `cooldown` of them at the end bring the rate down to nothing."""

    folder: Path
    steps: int
    rate: float
    batch: int
    warmup: int = 200
    cooldown: int = 0
    ema: float = 0.999
    save_s: float = 180.0
    weight_decay: float = 0.01
    clip: float = 1.0
    seed: int = 0
    probe: int = 0  # steps between two calls of the stage's `probe`, whose figures go to probe.jsonl; 0: none
    muon: bool = False  # matrices learn by Muon, see muon.py
    workers: int = 0  # processes that draw the data of the steps to come; 0: drawn between the steps


def rate_at(plan: Plan, step: int) -> float:
    """Warm up, stay, cool down along a cosine."""
    left = (plan.steps - step) / plan.cooldown if plan.cooldown else 1.0
    down = 0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.0, left)))
    return plan.rate * min(1.0, (step + 1) / max(1, plan.warmup)) * down


def rng(seed: int, step: int, rank: int = 0) -> tuple[np.random.Generator, torch.Generator]:
    """The random numbers of one step."""
    source = np.random.default_rng([seed, step, rank])
    return source, torch.Generator().manual_seed(int(source.integers(2**62)))


class Steps(Dataset):
    """What the steps from `first` on are to see, by their number."""

    def __init__(self, stage, plan: Plan, first: int, rank: int):
        self.stage, self.plan, self.first, self.rank = stage, plan, first, rank

    def __len__(self) -> int:
        return max(0, self.plan.steps - self.first)

    def __getitem__(self, index: int) -> dict[str, torch.Tensor]:
        return self.stage.draw(rng(self.plan.seed, self.first + index, self.rank)[0])


def begin_worker(_: int) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # meant for the trainer, who saves and then dismisses its workers


def ahead(steps: Steps) -> DataLoader:
    """The steps' data in order. Workers are forked: nothing is pickled, and pictures are read from the same pages."""
    count = steps.plan.workers
    cv2.setNumThreads(1)  # ends OpenCV's threads here: a forked process would wait for them forever
    many = {"multiprocessing_context": "fork", "prefetch_factor": 4, "worker_init_fn": begin_worker}
    return DataLoader(steps, batch_size=None, num_workers=count, **(many if count else {}))


class Ema:
    """Exponential moving averages of the weights of all modules, float32."""

    def __init__(self, modules: dict[str, nn.Module], decay: float):
        self.decay = decay
        self.shadow = {k: {n: t.detach().clone() for n, t in m.state_dict().items()} for k, m in modules.items()}

    @torch.no_grad()
    def update(self, modules: dict[str, nn.Module], step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        for key, module in modules.items():
            mine = self.shadow[key]
            pairs = [(mine[name], t) for name, t in module.state_dict().items() if t.is_floating_point()]
            torch._foreach_lerp_([a for a, _ in pairs], [b for _, b in pairs], 1 - decay)


def save(path: Path, state: dict) -> None:
    """Write beside, then rename: a kill never leaves half a checkpoint."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    os.replace(part, path)


def load(path: Path) -> dict:
    return torch.load(path, map_location="cpu", weights_only=True)


def optimiser_of(stage, plan: Plan) -> torch.optim.Optimizer:
    if plan.muon:
        pairs = zip(stage.modules.values(), stage.groups())
        groups = [part for module, group in pairs for part in muon.groups_of(module, group.get("scale", 1.0))]
        return muon.Muon(groups, lr=plan.rate, weight_decay=plan.weight_decay)
    return torch.optim.AdamW(stage.groups(), lr=plan.rate, betas=(0.9, 0.99), weight_decay=plan.weight_decay, fused=True)


def attention(device: torch.device):
    """A context in which attention is computed the fastest way. On a CPU that is plain matrix products: torch's flash attention
    takes a quarter of a whole training step there, mostly in its backward pass (measured: 107 and 139 samples a second)."""
    return sdpa_kernel(SDPBackend.MATH) if device.type == "cpu" else nullcontext()


def train(stage, plan: Plan) -> None:
    """Train until `plan.steps` or SIGTERM. The same call goes on from the last checkpoint in `plan.folder`."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    accelerator = Accelerator()
    modules: dict[str, nn.Module] = stage.modules
    for name in modules:
        modules[name] = accelerator.prepare(modules[name])
    for module in getattr(stage, "frozen", {}).values():
        module.to(accelerator.device)
    optimiser = accelerator.prepare(optimiser_of(stage, plan))
    scales = [group.get("scale", 1.0) for group in optimiser.param_groups]
    bare = {name: accelerator.unwrap_model(module) for name, module in modules.items()}
    ema = Ema(bare, plan.ema)
    path, step, samples, seconds = plan.folder / "last.pt", 0, 0, 0.0
    if path.exists():
        state = load(path)
        for name, module in bare.items():  # an unpacked run has averaged weights only, and no optimiser
            module.load_state_dict(state.get("modules", state["ema"])[name])
        for name in bare:
            for key, tensor in state["ema"][name].items():
                ema.shadow[name][key].copy_(tensor)
        if "optimiser" in state:
            optimiser.load_state_dict(state["optimiser"])
            step, samples, seconds = state["step"], state["samples"], state["seconds"]
        accelerator.print(f"resumed at step {step}, {samples} samples")

    def checkpoint() -> None:
        if accelerator.is_main_process:
            weights = {name: module.state_dict() for name, module in bare.items()}
            counts = {"step": step, "samples": samples, "seconds": seconds}
            save(path, {"modules": weights, "ema": ema.shadow, "optimiser": optimiser.state_dict(), **counts})

    stop = []
    before = signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    saved, logged, seen, sums = time.monotonic(), time.monotonic(), 0, {}
    for drawn in ahead(Steps(stage, plan, step, accelerator.process_index)):
        if stop:
            break
        if plan.probe and step % plan.probe == 0 and accelerator.is_main_process:
            with open(plan.folder / "probe.jsonl", "a") as file:
                file.write(json.dumps({"step": step, "samples": samples, **stage.probe()}) + "\n")
        started = time.monotonic()
        for group, scale in zip(optimiser.param_groups, scales):
            group["lr"] = rate_at(plan, step) * scale
        drawn = {name: tensor.to(accelerator.device) for name, tensor in drawn.items()}
        with attention(accelerator.device):
            with accelerator.autocast():
                loss, log = stage.loss(step, drawn, rng(plan.seed, step, accelerator.process_index)[1])
            accelerator.backward(loss)
        accelerator.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], plan.clip)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        ema.update(bare, step)
        step += 1
        samples += plan.batch * accelerator.num_processes
        seconds += min(60.0, time.monotonic() - started)
        seen += 1
        for key, value in {"loss": loss.detach(), **log}.items():
            sums[key] = sums.get(key, 0.0) + value.detach()  # not read before the log is due: reading waits for a GPU
        if time.monotonic() - logged > 20 or step == plan.steps:
            means = {key: round(float(value) / seen, 4) for key, value in sums.items()}
            pace = seen * plan.batch * accelerator.num_processes / (time.monotonic() - logged)
            line = {"step": step, "samples": samples, "seconds": round(seconds), "per_second": round(pace, 1), **means}
            accelerator.print(json.dumps(line), flush=True)
            if accelerator.is_main_process:
                with open(plan.folder / "log.jsonl", "a") as file:
                    file.write(json.dumps(line) + "\n")
            logged, seen, sums = time.monotonic(), 0, {}
        if time.monotonic() - saved > plan.save_s:
            checkpoint()
            saved = time.monotonic()
    checkpoint()
    signal.signal(signal.SIGTERM, before)
