"""Writes fixtures: `python -m golden` all of them, `python -m golden unets vaes` some kinds. Run in python/."""

import importlib
import sys

import torch

KINDS = ("unets", "texts", "tokens", "lora", "lora_kinds", "vaes", "noise", "schedules", "pictures", "single_files", "model_parts", "inpaint", "t2i_adapter", "combined", "poses", "segments", "movenet", "opencv", "annotators", "torch_files", "depths", "segformers", "normals", "softedge", "deep", "styles_csv", "finish", "upscalers")

torch.set_num_threads(1)
for kind in sys.argv[1:] or KINDS:
    importlib.import_module(f"golden.{kind}").write()
