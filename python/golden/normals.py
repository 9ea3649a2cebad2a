"""normal_bae's NNET as controlnet_aux (its wheel on PyPI) computes it, with made weights, and the map that its annotator makes of it."""

import importlib
import io
import subprocess
import sys
import tempfile
import types
import zipfile
from pathlib import Path

import numpy as np
import torch

from . import made
from .annotators import AUX, photo
from .store import Fixture


def nnet() -> torch.nn.Module:
    """The network out of the wheel, without installing it; it loads the EfficientNet that lies beside it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, AUX], check=True)
        zipfile.ZipFile(io.BytesIO(next(Path(folder).glob("*.whl")).read_bytes())).extractall(folder)
        for package in ("controlnet_aux", "controlnet_aux.normalbae"):  # their __init__ import much that is not needed
            sys.modules[package] = types.ModuleType(package)
            sys.modules[package].__path__ = [str(Path(folder) / package.replace(".", "/"))]
        module = importlib.import_module("controlnet_aux.normalbae.nets.NNET")
        return module.NNET(types.SimpleNamespace(mode="client", architecture="BN", pretrained="scannet", sampling_ratio=0.4, importance_ratio=0.7))


def calmed(net: torch.nn.Module, planes: torch.Tensor) -> dict:
    """How far each norm's input spreads on average, so that a hundred made layers neither grow nor fade away."""
    made.fill(net)
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.momentum = 1.0
    net.train()(planes.repeat(2, 1, 1, 1))
    means = {name: value.mean().item() for name, value in net.state_dict().items() if name.endswith("running_var")}
    return {name: (round(mean, 3), round(0.3 * mean, 3)) for name, mean in means.items()}


@torch.no_grad()
def write() -> None:
    net = nnet()
    fixture = Fixture("normal-bae", f"NNET of {AUX} at full size with made weights (golden/made.py); image and map are rows of pixels.")
    image = photo(64, 96, 150, 60)
    mean, spread = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    planes = ((torch.from_numpy(image).float() / 255 - mean) / spread).permute(2, 0, 1)[None]
    weights = made.fill(net, calmed(net, planes))
    normal = net(planes)[0][-1][:, :3]
    shares = ((normal + 1) * 0.5).clip(0, 1)[0].permute(1, 2, 0).numpy()
    pixels = (shares * 255.0).clip(0, 255).astype(np.uint8)
    print("normals", normal.mean((0, 2, 3)), normal.std((0, 2, 3)))
    fixture.case("photo", {"image": torch.from_numpy(image)}, {"normal": normal, "map": torch.from_numpy(pixels)})
    fixture.save(weights=weights, package=AUX)
