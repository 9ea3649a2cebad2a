"""Where things lie. Everything here can be rebuilt except `PACK`; only `PACK` is committed."""

from pathlib import Path

PYTHON = Path(__file__).resolve().parent.parent
DATA = PYTHON / "data"
CACHE = DATA / "cache"
RUNS = PYTHON / "runs"
SHEETS = PYTHON / "sheets"
PACK = PYTHON.parent / "public" / "models" / "inkling-mini"
