"""Muon: momentum whose matrices are made nearly orthogonal before they are applied; AdamW for whatever is no matrix.

Keller Jordan et al., 2024 (https://kellerjordan.github.io/posts/muon), with the update scaled to AdamW's usual size so that
one rate serves both (arXiv:2502.16982, section 2.2). torch.optim.Muon takes no convolutions; here their kernels count as
matrices (out, in * height * width).
"""

import torch

COEFFICIENTS = (3.4445, -4.7750, 2.0315)  # of the odd polynomial that drives all singular values towards 1
ROUNDS = 5
RMS = 0.2  # root mean square of an update, AdamW's usual one


def orthogonal(matrix: torch.Tensor) -> torch.Tensor:
    """The nearest orthogonal matrix, roughly: singular values of about 0.7 to 1.2. (m, n) -> (m, n)."""
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    x = wide / (wide.norm() + 1e-7)
    a, b, c = COEFFICIENTS
    for _ in range(ROUNDS):
        square = x @ x.T
        x = torch.addmm(x, torch.addmm(square, square, square, beta=b, alpha=c), x, beta=a)
    return x if wide is matrix else x.T


def is_matrix(name: str, tensor: torch.Tensor) -> bool:
    """Embeddings are tables, not maps: AdamW's."""
    return tensor.ndim >= 2 and "embedding" not in name.replace("time_embedding", "").replace("cond_embedding", "")


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
            for p in group["params"]:
                if p.grad is not None:
                    p.mul_(1 - group["lr"] * group["weight_decay"])
                    (self.turn if group["muon"] else self.adam)(p, group)

    def turn(self, p: torch.Tensor, group: dict) -> None:
        state = self.state[p]
        if not state:
            state["momentum"] = torch.zeros_like(p)
        state["momentum"].lerp_(p.grad, 1 - group["momentum"])
        ahead = p.grad.lerp(state["momentum"], group["momentum"])  # Nesterov's
        flat = orthogonal(ahead.flatten(1))
        p.add_(flat.reshape(p.shape), alpha=-group["lr"] * RMS * max(flat.shape) ** 0.5)

    def adam(self, p: torch.Tensor, group: dict) -> None:
        state = self.state[p]
        if not state:
            state |= {"step": torch.zeros(()), "mean": torch.zeros_like(p), "square": torch.zeros_like(p)}
        a, b = group["betas"]
        state["step"] += 1
        state["mean"].lerp_(p.grad, 1 - a)
        state["square"].lerp_(p.grad.square(), 1 - b)
        count = int(state["step"])
        root = (state["square"] / (1 - b**count)).sqrt_().add_(1e-8)
        p.addcdiv_(state["mean"], root, value=-group["lr"] / (1 - a**count))
