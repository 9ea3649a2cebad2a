"""Normal noise: torch.randn on the CPU, and Philox 4x32-10 with CUDA's Box-Muller as Stable Diffusion web UI's "NV" source has it.

Philox: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3" (2011), checked against Random123's known answers.
"""

import numpy as np
import torch

from .store import Fixture

SEQUENCE = [3, 16, 5, 17, 4, 100, 1, 15]  # both of torch's paths, with the cached second normal carried over
SEEDS = [0, 42, 2**32 - 1, 1234567890123, 2**53 - 1]
MASK = np.uint64(0xFFFFFFFF)
# (counter, key) -> words, from Random123's kat_vectors
KNOWN = [
    ([0] * 4, [0] * 2, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
    ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
    ([0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344], [0xA4093822, 0x299F31D0], [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]),
]


def philox(counter: np.ndarray, key: np.ndarray) -> np.ndarray:
    """Ten rounds; counter (4, n), key (2, n), all uint64 holding 32 bits."""
    c, k = counter.astype(np.uint64), key.astype(np.uint64)
    for _ in range(10):
        a, b = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        c = np.stack([(b >> np.uint64(32)) ^ c[1] ^ k[0], b & MASK, (a >> np.uint64(32)) ^ c[3] ^ k[1], a & MASK])
        k = np.stack([k[0] + np.uint64(0x9E3779B9), k[1] + np.uint64(0xBB67AE85)]) & MASK
    return c


def philox_randn(seed: int, offset: int, size: int) -> np.ndarray:
    """One normal a thread: counter (call number, 0, thread, 0), the first two words through curand's Box-Muller."""
    counter = np.zeros((4, size), np.uint64)
    counter[0], counter[2] = offset, np.arange(size)
    key = np.array([[seed & 0xFFFFFFFF], [seed >> 32]], np.uint64).repeat(size, 1)
    x, y = philox(counter, key)[:2].astype(np.float64)
    inverse = float(np.float32(2.3283064e-10))
    turn = float(np.float32(2.3283064e-10 * 6.2831855))
    return (np.sqrt(-2 * np.log(x * inverse + inverse / 2)) * np.sin(y * turn + turn / 2)).astype(np.float32)


def write() -> None:
    for counter, key, words in KNOWN:
        assert philox(np.array(counter)[:, None], np.array(key)[:, None])[:, 0].tolist() == words
    # as a CUDA device gives for torch.randn(3, 4) with seed 0 (published with web UI's generator)
    assert np.allclose(philox_randn(0, 0, 4), [-0.92466259, -0.42534415, -2.6438457, 0.14518388], atol=1e-7)
    fixture = Fixture("noise", "Successive calls on one generator: torch on the CPU, Philox as on CUDA.")
    for seed in SEEDS:
        source = torch.Generator("cpu").manual_seed(seed)
        values = torch.cat([torch.randn(size, generator=source) for size in SEQUENCE])
        fixture.case(f"torch-{seed}", {"seed": seed, "sizes": SEQUENCE}, {"values": values}, kind="torch")
        values = torch.from_numpy(np.concatenate([philox_randn(seed, call, size) for call, size in enumerate(SEQUENCE)]))
        fixture.case(f"philox-{seed}", {"seed": seed, "sizes": SEQUENCE}, {"values": values}, kind="philox")
    fixture.case("torch-large", {"seed": 7, "sizes": [16384]}, {"values": torch.randn(16384, generator=torch.Generator("cpu").manual_seed(7))}, kind="torch")
    fixture.save(tolerance=1e-6)
