"""Files that torch.save writes: plain state dicts of several kinds, and what must be refused."""

import collections

import json
import os
import pickle
import shutil
import zipfile

import torch
from torch import nn

from .store import FIXTURES, seeded

FOLDER = FIXTURES / "torch-files"


class Evil:
    def __reduce__(self):
        return os.system, ("echo this must never run",)


def state() -> dict:
    source = seeded(3)
    base = torch.randn(4, 6, generator=source)
    return collections.OrderedDict(
        {
            "float": torch.randn(2, 3, 1, 1, generator=source),
            "half": torch.randn(5, generator=source).half(),
            "bfloat": torch.randn(3, generator=source).bfloat16(),
            "double": torch.randn(2, generator=source).double(),
            "long": torch.tensor([1, -2, 2**40]),
            "int": torch.tensor([[7, -7]], dtype=torch.int32),
            "byte": torch.tensor([0, 255], dtype=torch.uint8),
            "flag": torch.tensor([True, False]),
            "scalar": torch.tensor(2.5),
            "transposed": base.t(),
            "part": base[1:3, 2:5],
            "shared": base,
            "nothing": torch.zeros(0, 3),
        }
    )


def save(name: str, value, **options) -> None:
    torch.save(value, FOLDER / name, **options)


def rewritten(name: str, to: str, compression: int, change=None) -> None:
    with zipfile.ZipFile(FOLDER / name) as old, zipfile.ZipFile(FOLDER / to, "w", compression) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(entry.filename, content) if change else content)


def write() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    tensors = state()
    save("state.pth", tensors)
    save("protocol4.pth", tensors, pickle_protocol=4)
    save("plain-dict.pth", dict(tensors))
    model = nn.Sequential(nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3))
    for parameter in model.parameters():
        parameter.data = torch.randn(parameter.shape, generator=seeded(parameter.numel()))
    save("module.pth", model.state_dict())
    save("parameters.pth", {"w": nn.Parameter(torch.tensor([1.0, 2.0]))})
    rewritten("module.pth", "python-zip.pth", zipfile.ZIP_STORED)
    # What is refused.
    save("evil.pth", {"w": torch.zeros(1), "x": Evil()})
    save("whole-model.pth", model)
    save("nested.pth", {"model": {"w": torch.zeros(1)}, "step": 3})
    save("legacy.pth", {"w": torch.zeros(1)}, _use_new_zipfile_serialization=False)
    rewritten("module.pth", "compressed.pth", zipfile.ZIP_DEFLATED)
    evil = pickle.dumps(Evil(), 2)
    rewritten("module.pth", "evil-pickle.pth", zipfile.ZIP_STORED, lambda name, content: evil if name.endswith("data.pkl") else content)
    big = lambda name, content: b"big" if name.endswith("byteorder") else content  # noqa: E731
    rewritten("module.pth", "big-endian.pth", zipfile.ZIP_STORED, big)

    def stretched(name: str, content: bytes) -> bytes:
        """The second tensor's shape (3,) becomes (200,): more than its storage has."""
        if not name.endswith("data.pkl"):
            return content
        at = content.rindex(b"K\x03\x85")
        return content[:at] + b"K\xc8\x85" + content[at + 3 :]

    rewritten("module.pth", "stretched.pth", zipfile.ZIP_STORED, stretched)
    listed = {
        name: {key: {"shape": list(t.shape), "values": [float(v) for v in t.detach().double().flatten()]} for key, t in torch.load(FOLDER / name, weights_only=True).items()}
        for name in ("state.pth", "module.pth", "parameters.pth")
    }
    document = {"about": "What torch.load reads from each file.", "origin": f"torch {torch.__version__}", "files": listed}
    (FOLDER / "golden.json").write_text(json.dumps(document) + "\n")
    print("torch-files:", sum(f.stat().st_size for f in FOLDER.iterdir()) // 1024, "KiB")
