"""Weights that need no file: each value follows from its tensor's name and place, the same here and in TypeScript.

value(i) = mean + amplitude * (2 u - 1), u = hash(fnv1a(name) + i * 0x9E3779B9) / 2^32; workers/testing/madeWeights.ts has
the other half. So a network of full size is proved by a fixture of a few kilobytes.
"""

import math

import numpy as np
import torch
from torch import nn


def fnv1a(name: str) -> int:
    out = 0x811C9DC5
    for byte in name.encode():
        out = ((out ^ byte) * 0x01000193) & 0xFFFFFFFF
    return out


def values(name: str, shape, mean: float, amplitude: float) -> np.ndarray:
    count = math.prod(shape)
    with np.errstate(over="ignore"):
        x = np.uint32(fnv1a(name)) + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)
        x = (x ^ (x >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        x = (x ^ (x >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        x = x ^ (x >> np.uint32(16))
    return (mean + amplitude * (2 * (x.astype(np.float64) / 2**32) - 1)).astype(np.float32).reshape(shape)


def form(name: str, tensor: torch.Tensor, module: nn.Module) -> tuple[float, float]:
    """Mean and amplitude that keep activations near unit size."""
    kind = name.rsplit(".", 1)[-1]
    if kind == "running_var":
        return 1.0, 0.3
    if kind == "weight" and tensor.ndim == 1:
        return 1.0, 0.2
    if kind == "weight":
        return 0.0, math.sqrt(6 / tensor[0].numel())
    return 0.0, 0.3


def fill(module: nn.Module, special=None) -> dict:
    """Fills every tensor; {name: [shape, mean, amplitude]} for the fixture. Counters (num_batches_tracked) are left out."""
    listed = {}
    for name, tensor in module.state_dict().items():
        if not tensor.is_floating_point():
            continue
        mean, amplitude = (special or {}).get(name) or form(name, tensor, module)
        tensor.copy_(torch.from_numpy(values(name, tuple(tensor.shape), mean, amplitude)))
        listed[name] = [list(tensor.shape), mean, amplitude]
    module.eval().requires_grad_(False)
    return listed
