"""Figures against the training that gave them, as SVGs: the paper's sudden convergence (arXiv:2302.05543, figure 4), and what more
samples of the base are worth."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

WIDTH, HEIGHT, MARGIN = 640, 320, 48
COLOURS = ("#8a8fd8", "#3b41c5", "#2a7f62")  # one for each recipe
SCORES = {"f1": ("with words", "#3b41c5"), "f1_no_words": ("without words", "#c2571a")}


@dataclass(frozen=True)
class Line:
    """points: (x, y), y in 0..1."""

    label: str
    colour: str
    points: list[tuple[float, float]]
    dashed: bool = False
    dots: bool = False


def draw_scores(probes: Path, out: Path) -> None:
    """The control score against the step. probes: lines of {step, samples, f1, f1_no_words}, as the loop writes them."""
    rows = [json.loads(line) for line in probes.read_text().splitlines()]
    last = max(1, rows[-1]["step"])
    lines = [Line(label, colour, [(row["step"], row[name]) for row in rows]) for name, (label, colour) in SCORES.items()]
    ticks = {tenth / 10 * last: str(round(tenth / 10 * last)) for tenth in range(0, 11, 2)}
    chart(out, "Edge F1 of held-out pictures against the training step", lines, ticks)


def draw_named(measured: Path, out: Path, wanted: float = 0.75, newest: int = 2) -> float:
    """`named_alone`'s ratio against the samples that the base has seen, on a logarithmic axis, a line for each recipe, with the
    straight line through the `newest` of the last recipe's (where it has so many), as the curve flattens. measured: lines of
    {release, recipe, samples, ratio}. Returns the samples at which that line reaches `wanted`: inf where it doesn't rise."""
    rows = [json.loads(line) for line in measured.read_text().splitlines()]
    recipes = {row["recipe"]: [(math.log10(one["samples"]), one["ratio"]) for one in rows if one["recipe"] == row["recipe"]] for row in rows}
    every = [x for points in recipes.values() for x, _ in points]
    first, last, reach = min(every), max(every), math.inf
    lines = [Line(recipe, colour, points, dots=True) for (recipe, points), colour in zip(recipes.items(), COLOURS)]
    tail = [*recipes.values()][-1][-newest:]
    if len(tail) == newest:
        slope, start = np.polyfit(*zip(*tail), 1)
        reach = (wanted - start) / slope if slope > 0 else math.inf
        last = max(reach, last) if reach < math.inf else last
        ends = (tail[0][0], max(reach, tail[-1][0]) if reach < math.inf else tail[-1][0])
        lines.append(Line(f"a straight line through the newest {newest}", "#888", [(x, start + slope * x) for x in ends], dashed=True))
    lines.append(Line(f"wanted: {wanted}", "#c2571a", [(first, wanted), (last, wanted)], dashed=True))
    ticks = {math.log10(row["samples"]): f"{row['samples'] / 1000:,.0f} k" for row in rows}
    if reach < math.inf:
        ticks[reach] = f"{10**reach / 1e6:.1f} M?"
    chart(out, "Held-out pictures named that were drawn by words alone, against samples of the base", lines, ticks)
    return 10**reach


def chart(out: Path, title: str, lines: list[Line], ticks: dict[float, str]) -> None:
    """ticks: x -> its label; they and the lines span the width."""
    every = [x for line in lines for x, _ in line.points] + list(ticks)
    low, high = min(every), max(every)

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - low) / ((high - low) or 1)
        return round(MARGIN + across * (WIDTH - 2 * MARGIN), 1), round(HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN), 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for tenth in range(0, 11, 2):
        x, y = place(low, tenth / 10)
        parts.append(f'<path d="M{x} {y}H{WIDTH - MARGIN}" stroke="#ddd"/>')
        parts.append(f'<text x="{MARGIN - 8}" y="{y}" text-anchor="end" dominant-baseline="middle">{tenth / 10}</text>')
    for tick, label in ticks.items():
        x, y = place(tick, 0)
        parts.append(f'<text x="{x}" y="{y + 18}" text-anchor="middle">{label}</text>')
    for at, line in enumerate(lines):
        points = [place(x, y) for x, y in line.points]
        dash = ' stroke-dasharray="5 4"' if line.dashed else ""
        path = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{line.colour}" stroke-width="2"{dash}/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="{line.colour}"/>' for x, y in points if line.dots]
        parts.append(f'<text x="{WIDTH - MARGIN}" y="{MARGIN + 16 * at}" text-anchor="end" fill="{line.colour}">{line.label}</text>')
    parts.append(f'<text x="{MARGIN}" y="20">{title}</text></svg>')
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n".join(parts))
