"""ADE20K's names and colours as mmsegmentation and controlnet_aux (read from their wheels on PyPI) hold them, and nearest colours by numpy."""

import ast
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from .store import FIXTURES

MMSEG, AUX = "mmsegmentation==1.2.2", "controlnet_aux==0.0.10"


def read(package: str, member: str) -> ast.Module:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, package], check=True)
        wheel = next(Path(folder).glob("*.whl")).read_bytes()
    return ast.parse(zipfile.ZipFile(io.BytesIO(wheel)).read(member))


def write() -> None:
    info = next(
        {key.arg: ast.literal_eval(key.value) for key in node.keywords}
        for node in ast.walk(read(MMSEG, "mmseg/datasets/ade.py"))
        if isinstance(node, ast.Call) and any(key.arg == "palette" for key in node.keywords)
    )
    function = next(node for node in ast.walk(read(AUX, "controlnet_aux/util.py")) if getattr(node, "name", "") == "ade_palette")
    assert ast.literal_eval(function.body[-1].value) == info["palette"]
    palette = np.array([*info["palette"], [0, 0, 0]])
    colours = np.random.default_rng(150).integers(0, 256, (300, 3))
    distance = ((colours[:, None] - palette) ** 2).sum(-1)
    clear = np.sort(distance, 1)[:, 0] < np.sort(distance, 1)[:, 1]  # where two are equally near the answer is a matter of taste
    document = {
        "about": "nearest: [red, green, blue, class], class 150 stands for black",
        "origin": [MMSEG, AUX, f"numpy {np.__version__}"],
        "tolerance": 0,
        "names": [name.strip() for name in info["classes"]],
        "palette": info["palette"],
        "nearest": np.c_[colours, distance.argmin(1)][clear].tolist(),
    }
    text = json.dumps(document)
    (FIXTURES / "segments.json").write_text(text + "\n")
    print(f"segments: {len(document['nearest'])} nearest, {len(text) // 1024} KiB")
