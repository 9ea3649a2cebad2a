"""Muon: momentum whose matrices are made nearly orthogonal before they are applied; AdamW for whatever is no matrix.

Keller Jordan et al., 2024 (https://kellerjordan.github.io/posts/muon), with the update scaled to AdamW's usual size so that
one rate serves both (arXiv:2502.16982, section 2.2). torch.optim.Muon takes no convolutions; here their kernels count as
matrices (out, in * height * width), and matrices of one shape go through the products together.
"""

from collections import defaultdict

import torch

COEFFICIENTS = (3.4445, -4.7750, 2.0315)  # of the odd polynomial that drives all singular values towards 1
ROUNDS = 5
TYPE = torch.bfloat16  # of the products, as in the reference code
RMS = 0.2  # root mean square of an update, AdamW's usual one


def orthogonal(wide: torch.Tensor) -> torch.Tensor:
    """The nearest matrices with orthogonal rows, roughly: singular values of about 0.7 to 1.2. (k, m, n) with m <= n -> (k, m, n)."""
    x = (wide / wide.norm(dim=(1, 2), keepdim=True).clamp(min=1e-30)).to(TYPE)  # a small gradient's direction counts as much
    a, b, c = COEFFICIENTS
    for _ in range(ROUNDS):
        square = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(square, square, square, beta=b, alpha=c), x, beta=a)
    return x.to(wide)


def is_matrix(name: str, tensor: torch.Tensor) -> bool:
    """Embeddings are tables, not maps: AdamW's."""
    return tensor.ndim >= 2 and "embedding" not in name.replace("time_embedding", "").replace("cond_embedding", "").replace("add_embedding", "")


def groups_of(module: torch.nn.Module, scale: float = 1.0) -> list[dict]:
    """The module's parameters as two groups for `Muon`."""
    named = [(name, p) for name, p in module.named_parameters() if p.requires_grad]
    matrices = [p for name, p in named if is_matrix(name, p)]
    others = [p for name, p in named if not is_matrix(name, p)]
    return [{"params": matrices, "scale": scale, "muon": True}, {"params": others, "scale": scale, "muon": False}]


class Muon(torch.optim.Optimizer):
    """Groups say whether they are matrices (`muon`). Decoupled weight decay for both kinds."""

    def __init__(self, groups, lr: float, momentum: float = 0.95, betas=(0.9, 0.99), weight_decay: float = 0.0):
        super().__init__(groups, {"lr": lr, "momentum": momentum, "betas": betas, "weight_decay": weight_decay, "muon": False})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            if params:
                torch._foreach_mul_(params, 1 - group["lr"] * group["weight_decay"])
                (self.turn if group["muon"] else self.adam)(params, group)

    def turn(self, params: list[torch.Tensor], group: dict) -> None:
        alike = defaultdict(list)
        for p in params:
            momentum = self.state[p].setdefault("momentum", torch.zeros_like(p))
            momentum.lerp_(p.grad, 1 - group["momentum"])
            flat = p.grad.lerp(momentum, group["momentum"]).flatten(1)  # Nesterov's
            alike[tuple(sorted(flat.shape))].append((p, flat))
        for (_, most), pairs in alike.items():
            made = orthogonal(torch.stack([flat if flat.shape[1] == most else flat.mT for _, flat in pairs]))
            for (p, flat), turned in zip(pairs, made):
                p.add_((turned if flat.shape[1] == most else turned.mT).reshape(p.shape), alpha=-group["lr"] * RMS * most**0.5)

    def adam(self, params: list[torch.Tensor], group: dict) -> None:
        a, b = group["betas"]
        for p in params:
            state = self.state[p]
            if not state:
                state |= {"step": torch.zeros(()), "mean": torch.zeros_like(p), "square": torch.zeros_like(p)}
            state["step"] += 1
            state["mean"].lerp_(p.grad, 1 - a)
            state["square"].lerp_(p.grad.square(), 1 - b)
            count = int(state["step"])
            root = (state["square"] / (1 - b**count)).sqrt_().add_(1e-8)
            p.addcdiv_(state["mean"], root, value=-group["lr"] / (1 - a**count))
