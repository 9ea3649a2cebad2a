"""`python -m inkling_train.upscaler pairs | train | export | evaluate | sheet`, in this order, after `data` and `node large.mjs`."""

import argparse

import torch


def main() -> None:
    parser = argparse.ArgumentParser(prog="inkling_train.upscaler", description=__doc__)
    parser.add_argument("stage", choices=("pairs", "train", "export", "evaluate", "sheet"))
    parser.add_argument("--count", type=int, help="pairs: how many training pictures; all of them if left out")
    parser.add_argument("--steps", type=int, default=9000, help="train: optimiser steps in all")
    parser.add_argument("--cooldown", type=int, default=3000, help="train: of these, how many bring the rate to zero")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1, help="train: processes that draw the data")
    args = parser.parse_args()
    torch.set_flush_denormal(True)
    torch.set_num_threads(args.threads)
    if args.stage == "pairs":
        from . import pairs

        pairs.build(count=args.count)
    elif args.stage == "train":
        import dataclasses

        from .. import loop
        from ..dataset import Dataset
        from . import train

        plan = dataclasses.replace(train.plan(args.steps, args.batch, args.cooldown), workers=args.workers)
        loop.train(train.Stage(Dataset.load(), args.batch), plan)
    elif args.stage == "export":
        from . import export

        export.export()
    elif args.stage == "evaluate":
        from . import evaluate

        evaluate.table()
    else:
        from . import evaluate

        evaluate.sheet()


if __name__ == "__main__":
    main()
