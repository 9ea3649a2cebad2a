"""The network: half the size and down to a sixteenth by 3x3 convolutions, back up by additions; one logit a pixel.

Trained with BatchNorm after each convolution; `folded` gives the network that ships, plain convolutions with biases.
"""

import json

import torch
from torch import nn
from torch.nn import functional as F

WIDTHS = (16, 32, 48, 56)
BLOCKS = (0, 2, 2, 1)
MEAN, SPREAD = 0.45, 0.25


class Conv(nn.Module):
    """Convolution and, while training, its BatchNorm."""

    def __init__(self, inputs: int, out: int, kernel: int = 3, stride: int = 1, norm: bool = True):
        super().__init__()
        self.conv = nn.Conv2d(inputs, out, kernel, stride, kernel // 2, bias=not norm)
        self.norm = nn.BatchNorm2d(out) if norm else None

    def forward(self, x):
        x = self.conv(x)
        return self.norm(x) if self.norm else x

    def folded(self) -> tuple[torch.Tensor, torch.Tensor]:
        weight, bias = self.conv.weight, self.conv.bias
        if self.norm is None:
            return weight, bias
        factor = self.norm.weight / (self.norm.running_var + self.norm.eps).sqrt()
        return weight * factor[:, None, None, None], self.norm.bias - self.norm.running_mean * factor


class Block(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.conv1, self.conv2 = Conv(width, width), Conv(width, width)

    def forward(self, x):
        return F.relu(x + self.conv2(F.relu(self.conv1(x))))


class EdgeNet(nn.Module):
    def __init__(self, widths=WIDTHS, blocks=BLOCKS):
        super().__init__()
        self.widths, self.blocks = tuple(widths), tuple(blocks)
        self.stem = nn.ModuleList([Conv(12, widths[0]), Conv(widths[0], widths[0])])
        self.down = nn.ModuleList([Conv(a, b, stride=2) for a, b in zip(widths, widths[1:])])
        self.body = nn.ModuleList([nn.ModuleList([Block(w) for _ in range(n)]) for w, n in zip(widths, blocks)])
        self.up = nn.ModuleList([Conv(b, a, 1) for a, b in zip(widths, widths[1:])])
        self.fuse = nn.ModuleList([Conv(a, a) for a in widths[:2]])
        self.head = Conv(widths[0], 4, norm=False)

    def forward(self, image):
        """[B,3,H,W] in 0..1 to logits [B,1,H,W]; sides are multiples of 16."""
        x = F.pixel_unshuffle((image - MEAN) / SPREAD, 2)
        for conv in self.stem:
            x = F.relu(conv(x))
        levels = []
        for level in range(len(self.widths)):
            if level > 0:
                x = F.relu(self.down[level - 1](x))
            for block in self.body[level]:
                x = block(x)
            levels.append(x)
        for level in reversed(range(len(self.up))):
            x = F.relu(levels[level] + F.interpolate(self.up[level](x), scale_factor=2, mode="nearest"))
            if level < len(self.fuse):
                x = F.relu(self.fuse[level](x))
        return F.pixel_shuffle(self.head(x), 2)


def folded(net: EdgeNet) -> dict[str, torch.Tensor]:
    """The tensors that ship: `<path>.weight` and `<path>.bias` of every convolution."""
    out = {}
    for path, module in net.named_modules():
        if isinstance(module, Conv):
            out[f"{path}.weight"], out[f"{path}.bias"] = module.folded()
    return {name: tensor.detach().contiguous() for name, tensor in out.items()}


def unfolded(tensors: dict[str, torch.Tensor], config: dict) -> EdgeNet:
    """A network that computes with the tensors that ship."""
    net = EdgeNet(config["widths"], config["blocks"]).eval()
    for path, module in net.named_modules():
        if isinstance(module, Conv):
            old = module.conv
            module.norm = None
            module.conv = nn.Conv2d(old.in_channels, old.out_channels, old.kernel_size, old.stride, old.padding)
            module.conv.weight.data = tensors[f"{path}.weight"].float()
            module.conv.bias.data = tensors[f"{path}.bias"].float()
    return net


def config(net: EdgeNet) -> str:
    keys = {"_class_name": "InklingEdgeNet", "widths": net.widths, "blocks": net.blocks, "mean": MEAN, "spread": SPREAD}
    return json.dumps(keys) + "\n"
