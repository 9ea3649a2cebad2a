"""The edge network that ships, run by PyTorch on a part of a photo, and its scribble by OpenCV."""

import cv2
import torch

from inkling_train.softedge.evaluate import scribble
from inkling_train.softedge.export import shipped

from .annotators import photo
from .store import Fixture


@torch.no_grad()
def write() -> None:
    image = photo(128, 192, 90, 40)
    logits = shipped()(torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255)[0, 0]
    soft = (255 * torch.sigmoid(logits.double())).to(torch.uint8)
    fixture = Fixture("softedge-inkling", "public/models/softedge-inkling by PyTorch on a part of skimage.data.astronaut; soft and scribble are bytes.")
    outputs = {"logits": logits, "soft": soft, "scribble": torch.from_numpy(scribble(soft.numpy()))}
    fixture.case("photo", {"image": torch.from_numpy(image)}, outputs)
    fixture.save(opencv=cv2.__version__)
