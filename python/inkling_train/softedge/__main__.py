"""`python -m inkling_train.softedge scenes | train | export | evaluate | sheet`, in this order."""

import argparse

import numpy as np
import torch


def main() -> None:
    parser = argparse.ArgumentParser(prog="inkling_train.softedge", description=__doc__)
    parser.add_argument("stage", choices=("scenes", "train", "export", "evaluate", "sheet"))
    parser.add_argument("--count", type=int, default=3000, help="scenes: how many")
    parser.add_argument("--steps", type=int, default=1500, help="train: optimiser steps in all")
    parser.add_argument("--cooldown", type=int, default=500, help="train: of these, how many bring the rate to zero")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.stage == "train":
        from .. import loop
        from . import train

        data = np.load(train.SCENES, mmap_mode="r")
        loop.train(train.Stage(data, args.batch), train.plan(args.steps, args.batch, args.cooldown))
    elif args.stage == "scenes":
        from . import train

        train.build_scenes(args.count)
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
