"""The graphs that other in-browser diffusers run: diffusers' own modules through torch.onnx.export, for `npm run bench -- step`.

`python -m golden.rival [embedded] [wide]` (run in python/; `embedded` after every release of the pack, or a test fails) writes
bench/rival/<models>/{net,unet}.<precision>.onnx.gz: topology only, weights are named as in the checkpoint (`unet/...`, `net/...`) and lie
in the external file `weights`, which the benchmark fills from the pack.
"""

import gzip
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from diffusers import ControlNetModel, UNet2DConditionModel

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "bench/rival"
PACK = ROOT / "public/models/inkling-mini"
OPSET = 17


class Net(torch.nn.Module):
    def __init__(self, net: ControlNetModel) -> None:
        super().__init__()
        self.net = net

    def forward(self, sample, timestep, text, hint):
        down, middle = self.net(sample, timestep, text, controlnet_cond=hint, return_dict=False)
        return (*down, middle)


class UNet(torch.nn.Module):
    def __init__(self, unet: UNet2DConditionModel) -> None:
        super().__init__()
        self.unet = unet

    def forward(self, sample, timestep, text, *residuals):
        extra = {"down_block_additional_residuals": list(residuals[:-1]), "mid_block_additional_residual": residuals[-1]}
        return self.unet(sample, timestep, text, return_dict=False, **extra)[0]


def embedded() -> tuple[UNet2DConditionModel, ControlNetModel, int, int]:
    unet = UNet2DConditionModel.from_config(json.loads((PACK / "unet/config.json").read_text()))
    net = ControlNetModel.from_config(json.loads((PACK / "controlnet-scribble/config.json").read_text()))
    tokens = json.loads((PACK / "text_encoder/config.json").read_text())["max_position_embeddings"]
    return unet, net, tokens, 16


def wide() -> tuple[UNet2DConditionModel, ControlNetModel, int, int]:
    configs = json.loads((OUT / "wide/config.json").read_text())
    return UNet2DConditionModel.from_config(configs["unet"]), ControlNetModel.from_config(configs["net"]), 77, 8


def export(module: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "model.onnx"
        torch.onnx.export(
            module, tuple(inputs.values()), raw, opset_version=OPSET, dynamo=False, do_constant_folding=False,
            input_names=list(inputs), output_names=outputs,
        )  # fmt: skip
        model = onnx.load(raw)
    offset = 0
    for tensor in model.graph.initializer:
        if not tensor.name.startswith(("net.", "unet.")):
            continue  # a constant of the graph
        size = int(np.prod(tensor.dims)) * (2 if tensor.data_type == onnx.TensorProto.FLOAT16 else 4)
        for field in ("raw_data", "float_data", "int32_data"):
            tensor.ClearField(field)
        tensor.data_location = onnx.TensorProto.EXTERNAL
        for key, value in (("location", "weights"), ("offset", str(offset)), ("length", str(size))):
            tensor.external_data.add(key=key, value=value)
        offset += size
    path.write_bytes(gzip.compress(model.SerializeToString(), 9, mtime=0))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e3:.0f} kB, {len(model.graph.node)} nodes, {offset / 1e6:.0f} MB of weights")


def write(name: str, models: tuple[UNet2DConditionModel, ControlNetModel, int, int]) -> None:
    unet, net, tokens, side = models
    # The exporter merges parameters of equal values, such as norms that are all ones.
    for parameter in [*unet.parameters(), *net.parameters()]:
        torch.nn.init.normal_(parameter, std=0.02)
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    for precision, dtype in (("fp32", torch.float32), ("fp16", torch.float16)):
        nets, unets = Net(net.to(dtype).eval()), UNet(unet.to(dtype).eval())
        common = {
            "sample": torch.randn(2, unet.config.in_channels, side, side, dtype=dtype),
            "timestep": torch.tensor([981.0]),
            "text": torch.randn(2, tokens, unet.config.cross_attention_dim, dtype=dtype),
        }
        hint = torch.rand(2, 3, 8 * side, 8 * side, dtype=dtype)
        with torch.no_grad():
            residuals = nets(*common.values(), hint)
            names = [f"residual:{index}" for index in range(len(residuals))]
            export(nets, {**common, "hint": hint}, names, folder / f"net.{precision}.onnx.gz")
            export(unets, {**common, **dict(zip(names, residuals, strict=True))}, ["noise"], folder / f"unet.{precision}.onnx.gz")


if __name__ == "__main__":
    torch.manual_seed(0)
    for name in sys.argv[1:] or ("embedded", "wide"):
        write(name, {"embedded": embedded, "wide": wide}[name]())
