"""Depth Anything as transformers computes it: a narrow model with random weights, square and oblong pictures."""

import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional as F
from transformers import DepthAnythingConfig, DepthAnythingForDepthEstimation, Dinov2Config

from .store import Fixture, randomise, seeded


@torch.no_grad()
def write() -> None:
    stages = ["stage1", "stage2", "stage4", "stage5"]
    backbone = Dinov2Config(image_size=42, patch_size=14, hidden_size=24, num_hidden_layers=5, num_attention_heads=3, out_features=stages, reshape_hidden_states=False)
    config = DepthAnythingConfig(backbone_config=backbone, neck_hidden_sizes=[4, 6, 8, 12], reassemble_hidden_size=24, fusion_hidden_size=8, head_hidden_size=6)
    model = randomise(DepthAnythingForDepthEstimation(config), 71)
    model.head.conv3.bias.fill_(4)  # above the last ReLU's knee
    fixture = Fixture("depth-anything", "DepthAnythingForDepthEstimation (relative), narrow; the depth is resized as the reference does.")
    model.save_pretrained(fixture.folder)
    path = fixture.folder / "model.safetensors"
    save_file({k: v.half() for k, v in load_file(path).items()}, path, metadata={"format": "pt"})
    (fixture.folder / "config.json").unlink()
    for name, height, width, output in (("square", 42, 42, (40, 40)), ("oblong", 56, 84, (60, 100))):
        image = torch.randn(1, 3, height, width, generator=seeded(height))
        depth = F.interpolate(model(image).predicted_depth[:, None], output, mode="bilinear", align_corners=False)
        assert (depth > 0).float().mean() > 0.7, depth.mean()
        fixture.case(name, {"image": image}, {"depth": depth})
    fixture.save(config={"patch": 14, "grid": 3, "hidden": 24, "heads": 3, "layers": 5, "mlpRatio": 4, "taken": [1, 2, 4, 5], "neck": [4, 6, 8, 12], "fusion": 8, "head": 6})
