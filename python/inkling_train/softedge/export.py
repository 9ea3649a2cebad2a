"""Writes public/models/softedge-inkling: the folded weights in fp16, config.json, the list of both and who made the pictures."""

import json

from safetensors.torch import save_file

from ..dataset import CACHE
from ..export import attribution, file_list
from ..paths import PYTHON
from . import network, train

FOLDER = PYTHON.parent / "public" / "models" / "softedge-inkling"


def export() -> None:
    net = train.trained()
    FOLDER.mkdir(parents=True, exist_ok=True)
    tensors = {name: tensor.half() for name, tensor in network.folded(net).items()}
    save_file(tensors, FOLDER / "model.safetensors", metadata={"format": "pt"})
    (FOLDER / "config.json").write_text(network.config(net))
    text = attribution(json.loads((CACHE / "sets.json").read_text())).split("Keywords in the captions")[0]
    text = text.replace("inkling-mini was trained on pictures rendered", "Part of the scenes that softedge-inkling was trained on show pictures rendered")
    (FOLDER / "ATTRIBUTION.md").write_text(text.rstrip() + "\n")
    about = {"format": 1, "name": "Inkling soft edges", "licence": "Apache-2.0", "attribution": "ATTRIBUTION.md", "files": file_list(FOLDER)}
    (FOLDER / "inkling.json").write_text(json.dumps(about, indent=2) + "\n")
    print(f"{sum(t.numel() for t in tensors.values())} parameters, {(FOLDER / 'model.safetensors').stat().st_size} bytes")


def shipped() -> network.EdgeNet:
    """The network as the app has it."""
    from safetensors.torch import load_file

    return network.unfolded(load_file(FOLDER / "model.safetensors"), json.loads((FOLDER / "config.json").read_text()))
