"""HED and M-LSD as controlnet_aux (its wheel on PyPI, Apache-2.0) computes them, with made weights; nms and scribble by its own code."""

import importlib.util
import io
import subprocess
import sys
import tempfile
import types
import zipfile
from pathlib import Path

import cv2
import numpy as np
import torch

from . import made
from .store import Fixture

AUX = "controlnet_aux==0.0.10"


def controlnet_aux(*members: str) -> list[types.ModuleType]:
    """Modules out of the wheel, without installing it; what they import but do not need here is an empty module."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, AUX], check=True)
        wheel = zipfile.ZipFile(io.BytesIO(next(Path(folder).glob("*.whl")).read_bytes()))
        wheel.extractall(folder)
        for name, items in {"einops": ["rearrange"], "huggingface_hub": ["hf_hub_download"]}.items():
            if importlib.util.find_spec(name) is None:
                sys.modules[name] = types.ModuleType(name)
                for item in items:
                    setattr(sys.modules[name], item, None)
        for package in ("aux", "aux.hed", "aux.mlsd", "aux.mlsd.models"):
            sys.modules[package] = types.ModuleType(package)
            sys.modules[package].__path__ = []
        out = []
        for member in members:
            name = "aux." + member.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            package = str(Path(folder) / "controlnet_aux" / Path(member).parent) if member.endswith("__init__.py") else None
            spec = importlib.util.spec_from_file_location(name, Path(folder) / "controlnet_aux" / member, submodule_search_locations=[package] if package else None)
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
            out.append(module)
    return out


def photo(height: int, width: int, x: int, y: int) -> np.ndarray:
    from skimage import data

    return np.ascontiguousarray(data.astronaut()[y : y + height, x : x + width])


def soft_map(height: int, width: int) -> np.ndarray:
    """A soft edge map: blurred edges of a real photo at different strengths."""
    grey = cv2.cvtColor(photo(height, width, 100, 30), cv2.COLOR_RGB2GRAY).astype(np.float32)
    grey = cv2.GaussianBlur(grey, (0, 0), 1.5)
    steep = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    return np.clip(steep * 3, 0, 255).astype(np.uint8)


@torch.no_grad()
def write() -> None:
    util, hed, model, utils = controlnet_aux("util.py", "hed/__init__.py", "mlsd/models/mbv2_mlsd_large.py", "mlsd/utils.py")
    write_hed(util, hed)
    write_scribble(util)
    write_mlsd(model.MobileV2_MLSD_Large(), utils)


def write_hed(util, hed) -> None:
    net = hed.ControlNetHED_Apache2()
    special = {f"block{i + 1}.projection.weight": (0.0, 3.5 / (30 * np.sqrt(net.state_dict()[f"block{i + 1}.projection.weight"].numel()))) for i in range(5)}
    weights = made.fill(net, {"norm": (120.0, 20.0), **special})
    image = photo(64, 128, 130, 60)
    edges = [e[0, 0].numpy() for e in net(torch.from_numpy(image.copy()).float().permute(2, 0, 1)[None])]
    logits = np.mean(np.stack([cv2.resize(e, (128, 64), interpolation=cv2.INTER_LINEAR) for e in edges], axis=2), axis=2)
    detector = hed.HEDdetector(net)
    hed.rearrange = lambda x, _: x.permute(2, 0, 1)[None]
    hed.resize_image = lambda image, _: image  # the sizes are right as they are
    result = detector(image, output_type="np")
    fixture = Fixture("hed", f"ControlNetHED_Apache2 of {AUX} at full size with made weights (golden/made.py); image and map are rows of pixels.")
    fixture.case("photo", {"image": torch.from_numpy(image)}, {"logits": torch.from_numpy(logits), "map": torch.from_numpy(result[..., 0].copy())}, kind="hed")
    print("hed logits", logits.mean(), logits.std(), result.min(), result.max())
    fixture.save(weights=weights, package=AUX, opencv=cv2.__version__)


def write_scribble(util) -> None:
    fixture = Fixture("scribble", f"nms of {AUX} and the scribble steps around it, on maps made of a photo's edges and of noise.")
    noise = np.random.default_rng(5).integers(0, 256, (40, 70), np.uint8)
    for name, soft in {"photo": soft_map(150, 211), "noise": cv2.GaussianBlur(noise, (0, 0), 1), "thin": soft_map(7, 90), "pixel": np.full((1, 1), 200, np.uint8)}.items():
        out = cv2.GaussianBlur(util.nms(soft, 127, 3.0), (0, 0), 3.0)
        out[out > 4] = 255
        out[out < 255] = 0
        fixture.case(name, {"map": torch.from_numpy(soft)}, {"scribble": torch.from_numpy(out)}, kind="scribble")
    fixture.save(package=AUX, opencv=cv2.__version__)


def write_mlsd(net, utils) -> None:
    weights = made.fill(net, {"block23.conv3.bias": (0.0, 1.5)})
    image = photo(128, 192, 150, 60)
    planes = np.concatenate([image, np.ones((128, 192, 1))], -1).transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1.0
    outputs = net(torch.from_numpy(planes))
    fixture = Fixture("mlsd", f"MobileV2_MLSD_Large of {AUX} at full size with made weights (golden/made.py), and its pred_lines with two settings.")
    lines = {}
    for name, score, distance in (("all", 0.1, 0.1), ("few", 0.6, 3.0)):
        found = utils.pred_lines(image, net, [128, 192], score, distance)
        drawn = np.zeros((128, 192), np.uint8)
        for line in found:
            x0, y0, x1, y1 = [int(v) for v in line]
            cv2.line(drawn, (x0, y0), (x1, y1), 255, 1)
        lines[name] = {"score": score, "distance": distance, "lines": torch.from_numpy(found), "drawn": torch.from_numpy(drawn)}
        print("mlsd", name, len(found), drawn.mean())
    fixture.case("network", {"image": torch.from_numpy(image)}, {"maps": outputs[:, :5]}, kind="network")
    for name, case in lines.items():
        fixture.case(name, {"score": case["score"], "distance": case["distance"]}, {"lines": case["lines"], "drawn": case["drawn"]}, kind="lines")
    print("mlsd maps", outputs[0, :5].mean((1, 2)), outputs[0, :5].std((1, 2)))
    fixture.save(weights=weights, package=AUX, opencv=cv2.__version__)
