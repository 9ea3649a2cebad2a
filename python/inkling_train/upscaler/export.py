"""Writes public/models/upscale-inkling: the averaged weights in fp16 and who made the pictures."""

import json

from safetensors.torch import load_file, save_file

from ..dataset import CACHE
from ..export import attribution
from ..paths import PYTHON
from . import network, train

FOLDER = PYTHON.parent / "public" / "models" / "upscale-inkling"


def export() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    tensors = {name: tensor.half().contiguous() for name, tensor in train.trained().state_dict().items()}
    save_file(tensors, FOLDER / "model.safetensors", metadata={"format": "pt"})
    text = attribution(json.loads((CACHE / "sets.json").read_text())).split("Keywords in the captions")[0]
    text = text.replace("inkling-mini was trained on pictures rendered", "upscale-inkling was trained on pictures rendered")
    (FOLDER / "ATTRIBUTION.md").write_text(text.rstrip() + "\n")
    print(f"{sum(t.numel() for t in tensors.values())} parameters, {(FOLDER / 'model.safetensors').stat().st_size} bytes")


def shipped() -> network.Compact:
    """The network as the app has it."""
    net = network.Compact()
    net.load_state_dict({name: tensor.float() for name, tensor in load_file(FOLDER / "model.safetensors").items()})
    return net.eval()
