"""The control score against the training step, as an SVG: the paper's sudden convergence (arXiv:2302.05543, figure 4)."""

import json
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 640, 320, 48
LINES = {"f1": ("with words", "#3b41c5"), "f1_no_words": ("without words", "#c2571a")}


def draw(probes: Path, out: Path) -> None:
    """probes: lines of {step, samples, f1, f1_no_words}, as the loop writes them."""
    rows = [json.loads(line) for line in probes.read_text().splitlines()]
    last = max(1, rows[-1]["step"])

    def place(step: float, score: float) -> str:
        return f"{MARGIN + step / last * (WIDTH - 2 * MARGIN):.1f},{HEIGHT - MARGIN - score * (HEIGHT - 2 * MARGIN):.1f}"

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for tenth in range(0, 11, 2):
        x, y = place(0, tenth / 10).split(",")
        parts.append(f'<path d="M{x} {y}H{WIDTH - MARGIN}" stroke="#ddd"/>')
        parts.append(f'<text x="{MARGIN - 8}" y="{y}" text-anchor="end" dominant-baseline="middle">{tenth / 10}</text>')
        x, y = place(tenth / 10 * last, 0).split(",")
        parts.append(f'<text x="{x}" y="{float(y) + 18}" text-anchor="middle">{round(tenth / 10 * last)}</text>')
    for at, (name, (label, colour)) in enumerate(LINES.items()):
        points = " ".join(place(row["step"], row[name]) for row in rows)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{WIDTH - MARGIN}" y="{MARGIN + 16 * at}" text-anchor="end" fill="{colour}">{label}</text>')
    parts.append(f'<text x="{MARGIN}" y="20">Edge F1 of held-out pictures against the training step</text></svg>')
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n".join(parts))
