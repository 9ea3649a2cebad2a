"""SRVGGNetCompact as spandrel has it (github.com/chaiNNer-org/spandrel, from Real-ESRGAN's code), at its public size and smaller, with made weights (golden/made.py).

spandrel is not in requirements.txt, since it asks for torchvision, which this class does not use: `pip install --no-deps spandrel==0.4.2 einops`.
"""

import sys
from unittest.mock import MagicMock

import torch

from . import made
from .store import Fixture

CASES = {  # name -> channels in and out, features, convolutions, scale, height, width
    "public": (3, 64, 16, 4, 12, 20),
    "twice": (3, 24, 3, 2, 9, 7),
    "alpha": (4, 16, 2, 4, 8, 8),
}


def reference():
    """The class, without torchvision, which other networks of the package import."""
    for name in ("torchvision", "torchvision.transforms", "torchvision.transforms.functional", "torchvision.models"):
        sys.modules.setdefault(name, MagicMock())
    from spandrel.architectures.Compact.__arch.SRVGG import SRVGGNetCompact

    return SRVGGNetCompact


@torch.no_grad()
def write() -> None:
    compact = reference()
    fixture = Fixture("upscalers", "SRVGGNetCompact of spandrel 0.4.2 with made weights (golden/made.py).")
    for index, (name, (channels, features, convs, scale, height, width)) in enumerate(CASES.items()):
        torch.manual_seed(40 + index)
        net = compact(num_in_ch=channels, num_out_ch=channels, num_feat=features, num_conv=convs, upscale=scale).eval()
        slopes = {key: (0.2, 0.4) for key, value in net.state_dict().items() if key.endswith("weight") and value.ndim == 1}
        weights = made.fill(net, slopes)  # each channel its own slope, some of them negative
        image = torch.rand(1, channels, height, width)
        fixture.case(name, {"image": image[0]}, {"picture": net(image)[0]}, weights=weights)
    fixture.save()
