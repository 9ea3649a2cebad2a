"""SRVGGNetCompact, Real-ESRGAN's compact network, with a fourth channel for alpha.

Same layers and names as the reference (github.com/xinntao/Real-ESRGAN, realesrgan/archs/srvgg_arch.py), which
`golden/upscalers.py` compares the app's graph with. The network adds its output to the nearest-neighbour enlargement of its
input, so the input has an alpha, too: a guess from how far a pixel is from white paper.
"""

import torch
from torch import nn
from torch.nn import functional as F

SCALE = 4
FEATURES, CONVS = 32, 8


class Compact(nn.Module):
    """(n, 4, h, w) in 0..1 to (n, 4, 4 h, 4 w): colours on white paper, and alpha."""

    def __init__(self, channels: int = 4, features: int = FEATURES, convs: int = CONVS, scale: int = SCALE):
        super().__init__()
        self.scale = scale
        body = [nn.Conv2d(channels, features, 3, 1, 1), nn.PReLU(features)]
        for _ in range(convs):
            body += [nn.Conv2d(features, features, 3, 1, 1), nn.PReLU(features)]
        self.body = nn.ModuleList([*body, nn.Conv2d(features, channels * scale**2, 3, 1, 1)])
        for conv in self.body[:-1:2]:  # torch's own first values shrink the signal by 0.4 a layer: ten layers hear nothing of the picture
            nn.init.kaiming_normal_(conv.weight, a=0.25)
            nn.init.zeros_(conv.bias)
        nn.init.normal_(self.body[-1].weight, std=0.01)  # begins near the plain enlargement
        nn.init.zeros_(self.body[-1].bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out = x
        for layer in self.body:
            out = layer(out)
        return F.pixel_shuffle(out, self.scale) + F.interpolate(x, scale_factor=self.scale, mode="nearest")


def guessed_alpha(rgb: torch.Tensor) -> torch.Tensor:
    """(n, 3, h, w) in 0..1 to (n, 1, h, w): 1 where a channel is at least a quarter away from white."""
    return (4 * (1 - rgb.amin(1, keepdim=True))).clamp(0, 1)


def with_alpha(rgb: torch.Tensor) -> torch.Tensor:
    return torch.cat([rgb, guessed_alpha(rgb)], 1)
