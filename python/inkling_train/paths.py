"""Where things lie. Everything here can be rebuilt; `PACK`, `JUDGE`, `AHEAD` and `SHEETS` are committed.

INKLING_PACK names another folder for the pack: to judge a run without touching what ships.
"""

import os
from pathlib import Path

PYTHON = Path(__file__).resolve().parent.parent
DATA = PYTHON / "data"
CACHE = DATA / "cache"
RUNS = PYTHON / "runs"
SHEETS = PYTHON / "sheets"
AHEAD = PYTHON / "ahead"  # a base that is ahead of the pack; not there when the pack has the newest
JUDGE = PYTHON / "inkling_train" / "evaluator.safetensors"
PACK = Path(os.environ.get("INKLING_PACK") or PYTHON.parent / "public" / "models" / "inkling-mini")
