"""Writes fixtures/styles-csv.json: rows with every sign that matters in CSV, as Python's `csv` writes and reads them. A1111 keeps
its styles.csv with that module (`csv.DictWriter`, encoding "utf-8-sig"). For src/presets/csv.ts."""
import csv
import io
import json
import random
from pathlib import Path

SIGNS = ["a", "Ä", "家", " ", ",", '"', "\n", "\r\n", ";", "\t", "{prompt}", "'", "\\"]


def text(rng: random.Random) -> str:
    return "".join(rng.choice(SIGNS) for _ in range(rng.randrange(7)))


def write() -> None:
    rng = random.Random(25)
    tables = []
    for delimiter in ",;\t":
        for _ in range(12):
            out = io.StringIO(newline="")
            writer = csv.writer(out, delimiter=delimiter, quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
            writer.writerows([["x" + text(rng)] + [text(rng) for _ in range(2)] for _ in range(3)])
            tables.append((delimiter, out.getvalue()))
    # Written by other hands: quotes amid a field, text behind a closing quote, empty lines, rows of other lengths.
    odd = ['a,b "c" d\ne\n', '"a"b,c\n\n\nd,e\n', ',\n"",""\n', 'a,"b\nc"\r\nd,e', '"a ""b"" c",d\r']
    tables += [(",", table) for table in odd]
    cases = [
        {"delimiter": d, "text": t, "rows": [row for row in csv.reader(io.StringIO(t, newline=""), delimiter=d) if row]}
        for d, t in tables
    ]
    Path(__file__).parent.joinpath("fixtures/styles-csv.json").write_text(json.dumps(cases, ensure_ascii=False) + "\n", "utf-8")
