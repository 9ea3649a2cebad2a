"""Muon against its definition and against AdamW of torch."""

import torch

from inkling_train import muon


def test_an_orthogonal_update_has_singular_values_near_one():
    torch.manual_seed(0)
    for shape in ((8, 40), (40, 8), (16, 16)):
        values = torch.linalg.svdvals(muon.orthogonal(torch.randn(shape) @ torch.diag(torch.linspace(0.2, 3, shape[1]))))
        assert values.min() > 0.3 and values.max() < 1.3


def test_directions_are_kept():
    torch.manual_seed(0)
    matrix = torch.randn(6, 20)
    u, _, v = torch.linalg.svd(matrix, full_matrices=False)
    assert torch.nn.functional.cosine_similarity((u @ v).flatten(), muon.orthogonal(matrix).flatten(), 0) > 0.95


def test_other_parameters_learn_as_torch_s_adamw_has_it():
    torch.manual_seed(0)
    mine, theirs = (torch.nn.Parameter(torch.ones(5)) for _ in range(2))
    a = muon.Muon([{"params": [mine]}], lr=0.1, weight_decay=0.01)
    b = torch.optim.AdamW([theirs], lr=0.1, betas=(0.9, 0.99), weight_decay=0.01)
    for _ in range(5):
        gradient = torch.randn(5)
        for p, optimiser in ((mine, a), (theirs, b)):
            p.grad = gradient.clone()
            optimiser.step()
    assert torch.allclose(mine, theirs, atol=1e-6)


def test_embeddings_are_no_matrices():
    module = torch.nn.ModuleDict({"token_embedding": torch.nn.Embedding(4, 3), "conv": torch.nn.Conv2d(2, 3, 3)})
    matrices, others = muon.groups_of(module)
    assert [p.shape for p in matrices["params"]] == [(3, 2, 3, 3)]
    assert len(others["params"]) == 2


def test_it_learns():
    torch.manual_seed(0)
    layer = torch.nn.Linear(12, 7)
    optimiser = muon.Muon(muon.groups_of(layer), lr=0.05)
    x, wanted = torch.randn(64, 12), torch.randn(64, 7)
    losses = []
    for _ in range(60):
        loss = (layer(x) - wanted).square().mean()
        loss.backward()
        optimiser.step()
        optimiser.zero_grad()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.8 * losses[0]
