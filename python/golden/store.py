"""How a fixture is written: random weights in a diffusers folder, golden.safetensors, golden.json."""

import json
import math
import shutil
from pathlib import Path

import diffusers
import torch
import transformers
from safetensors.torch import save_file
from torch import nn

FIXTURES = Path(__file__).parent / "fixtures"
MODEL_TOLERANCE = 1e-3  # largest absolute error over the output's standard deviation, float32


def seeded(seed: int) -> torch.Generator:
    return torch.Generator("cpu").manual_seed(seed)


def randomise(model: nn.Module, seed: int, stored: torch.dtype = torch.float16) -> nn.Module:
    """Random weights everywhere, zero convolutions included, that keep activations near unit size, so every branch counts.

    Rounded to `stored` so that a file of that type holds them exactly; the model itself computes in float32.
    """
    source = seeded(seed)
    for module in model.modules():
        norm = isinstance(module, (nn.GroupNorm, nn.LayerNorm))
        for name, weight in module.named_parameters(recurse=False):
            noise = torch.randn(weight.shape, generator=source)
            if norm:
                value = (1 if name == "weight" else 0) + 0.2 * noise
            elif isinstance(module, nn.Embedding):
                value = noise
            elif weight.ndim < 2:
                value = 0.2 * noise
            else:
                value = noise / math.sqrt(weight[0].numel())
            weight.data = value.to(stored).float()
    return model.eval().requires_grad_(False)


def save_weights(model: nn.Module, folder: Path, stored: torch.dtype = torch.float16, prefix: str = "") -> None:
    """config.json and the weights in one file under diffusers' (or transformers') name."""
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(model, transformers.PreTrainedModel):
        model.config.save_pretrained(folder)
        name = "model.safetensors"
    else:
        model.save_config(folder)
        name = "diffusion_pytorch_model.safetensors"
    tensors = {prefix + key: value.to(stored).contiguous() for key, value in model.state_dict().items()}
    save_file(tensors, folder / name, metadata={"format": "pt"})


class Fixture:
    """Collects cases; tensors are float32, int32 or uint8 (pictures) and named `<case>.<name>`."""

    def __init__(self, name: str, about: str, contrast: float = 0.02):
        self.name, self.about, self.contrast = name, about, contrast
        self.folder = FIXTURES / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.tensors: dict[str, torch.Tensor] = {}
        self.cases: list[dict] = []

    def put(self, key: str, value: torch.Tensor) -> str:
        kind = torch.float32 if value.is_floating_point() else torch.uint8 if value.dtype == torch.uint8 else torch.int32
        value = value.detach().to(kind)
        assert torch.isfinite(value.float()).all(), key
        self.tensors[key] = value.contiguous().clone()
        return key

    def case(self, name: str, inputs: dict, outputs: dict, **options) -> None:
        """Tensors among `inputs` and `outputs` go to the file; anything else stays in the JSON."""

        def store(values: dict) -> dict:
            return {k: self.put(f"{name}.{k}", v) if torch.is_tensor(v) else v for k, v in values.items()}

        for key, value in outputs.items():
            if torch.is_tensor(value) and value.is_floating_point() and value.numel() > 1:
                assert value.std() > self.contrast, f"{self.name} {name} {key} is flat: {value.std()}"
        self.cases.append({"name": name, **options, "inputs": store(inputs), "outputs": store(outputs)})

    def save(self, tolerance: float = MODEL_TOLERANCE, **more) -> None:
        save_file(self.tensors, self.folder / "golden.safetensors")
        origin = {"torch": torch.__version__, "diffusers": diffusers.__version__, "transformers": transformers.__version__}
        document = {"name": self.name, "about": self.about, "origin": origin, "tolerance": tolerance, **more, "cases": self.cases}
        (self.folder / "golden.json").write_text(json.dumps(document, indent=1) + "\n")
        size = sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())
        print(f"{self.name}: {len(self.cases)} cases, {size // 1024} KiB")
