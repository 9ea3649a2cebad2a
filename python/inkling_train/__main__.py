"""`python -m inkling_train <stage>`: every stage resumes by the same command."""

import argparse
import dataclasses
import os
from pathlib import Path

import torch


def build_data(args) -> None:
    from . import dataset, tokenizer

    dataset.build()
    tokenizer.train(tokenizer.corpus(dataset.Dataset.load()), 3072, tokenizer.FOLDER)


def unpack_pack(args) -> None:
    from . import unpack

    unpack.unpack()


def keep_base(args) -> None:
    from . import unpack

    unpack.keep()


def run(stage, plan, args) -> None:
    from . import loop

    plan = dataclasses.replace(plan, workers=args.workers)
    loop.train(stage, dataclasses.replace(plan, rate=args.rate) if args.rate else plan)


def train_autoencoder(args) -> None:
    from diffusers import AutoencoderTiny

    from . import autoencoder, dataset

    batch = args.batch or 16
    like = AutoencoderTiny.from_pretrained(args.like) if args.like else None
    stage = autoencoder.Stage(dataset.Dataset.load(), batch, like=like)
    run(stage, autoencoder.plan(args.steps or 9000, batch), args)


def encode_latents(args) -> None:
    from . import autoencoder, dataset, latents

    latents.build(autoencoder.trained(), dataset.Dataset.load(), passes=args.passes or latents.VARIANTS)


def train_text(args) -> None:
    from . import dataset, latents, text

    batch, start = args.batch or 128, earlier(args)
    run(text.Stage(latents.Latents(dataset.Dataset.load()), batch, start), text.plan(args.steps or 2400, batch), args)


def train_base(args) -> None:
    from . import base, dataset, latents

    batch = args.batch or 24
    data = latents.Latents(dataset.Dataset.load())
    run(base.Stage(data, batch, earlier(args), args.text), base.plan(args.steps or 100_000, batch, args.cooldown), args)


def train_control(args) -> None:
    from . import base, control, dataset, latents

    batch, start = args.batch or 24, earlier(args) or base.FOLDER
    net = Path(args.net) if args.net else None
    stage = control.Stage(latents.Latents(dataset.Dataset.load()), batch, start, args.kind, net)
    run(stage, control.plan(args.steps or 100_000, batch, args.cooldown, args.kind, args.probe), args)


def distil_guidance(args) -> None:
    from . import dataset, distil, latents

    batch = args.batch or 16
    _, text, unet, nets = chosen(args)
    stage = distil.Stage(latents.Latents(dataset.Dataset.load()), batch, text, unet, nets, settings_of(args).guidance)
    run(stage, distil.plan(args.steps or 2000, batch, args.cooldown), args)


def earlier(args) -> Path | None:
    """The run that --start names; None for the base's own."""
    return None if args.start == "base" else Path(args.start)


def chosen(args):
    """(tokenizer, text encoder, UNet, {kind: net}) of the runs that --start and --more name."""
    from . import base, control

    start = earlier(args) or base.FOLDER
    words, text, unet, net = control.trained(control.FOLDERS["line"], start)
    # Trained on the very base that is meant: whoever asks for them knows.
    return words, text, unet, {"line": net} | {kind: control.trained(control.FOLDERS[kind], start)[-1] for kind in args.more}


def settings_of(args):
    """The pack's defaults, but for what is said otherwise."""
    from .pipeline import Settings

    said = {name: getattr(args, name) for name in ("guidance", "weight", "rescale", "mode")}
    return dataclasses.replace(Settings(), **{name: value for name, value in said.items() if value is not None})


def train_evaluator(args) -> None:
    from . import dataset, evaluator

    batch, data = args.batch or 32, dataset.Dataset.load()
    run(evaluator.Stage(data, batch), evaluator.plan(args.steps or 6000, batch), args)
    net = evaluator.trained()
    print({part: round(evaluator.accuracy(net, data, part), 3) for part in ("train", "picture", "name")})
    if args.keep:
        evaluator.keep(net)


def compare_leads(args) -> None:
    from . import dataset, latents, leads

    leads.compare(args.leads, latents.Latents(dataset.Dataset.load()), earlier(args), args.samples, args.workers)


def export_pack(args) -> None:
    from . import base, distil, export, model

    if args.run == "base":
        words, text, unet = base.trained()
        nets = {"line": model.controlnet(unet)}
    else:
        words, text, unet, nets = chosen(args)
    if args.distilled:
        unet, nets = distil.trained(nets)
    export.export(words, text, unet, nets, how=settings_of(args))


def draw_sheet(args) -> None:
    from . import sheet
    from .paths import SHEETS

    shown = sheet.outlines() if args.part == "outlines" else sheet.held_out(args.rows, args.part, args.kind)
    file = SHEETS / (args.out or f"{args.part}-{args.kind}.webp")
    sheet.sheet(file, shown, args.kind, settings_of(args), height=12)


def draw_curve(args) -> None:
    from . import control, curve
    from .paths import SHEETS

    if args.run == "base":
        reach = curve.draw_named(SHEETS / "named.jsonl", SHEETS / (args.out or "named.svg"))
        print(f"the line through these reaches what is wanted at {reach:,.0f} samples" if reach < float("inf") else "no line through these reaches it")
    else:
        curve.draw_scores(control.FOLDERS[args.kind] / "probe.jsonl", SHEETS / (args.out or f"control-{args.kind}.svg"))


def print_heard(args) -> None:
    from types import SimpleNamespace

    from . import alive, autoencoder, base, dataset, evaluate, model, pipeline, validation

    if args.run == "pack":
        pipe = pipeline.load()
    else:
        words, text, unet = base.trained()
        pipe = SimpleNamespace(
            vae=autoencoder.trained(), tokenizer=words, text_encoder=text.eval(), unet=unet.eval(), scheduler=model.scheduler()
        )
    data = dataset.Dataset.load()
    for part in ("picture", "name"):
        print(part, validation.heard(pipe, data, part))
    print("v-loss", validation.losses(pipe, data, hinted=False))
    print("worth of its branches", {branch: f"{share:.2%}" for branch, share in alive.worth(pipe, data).items()})
    print("by words alone", evaluate.named_alone(pipe, data, settings_of(args)))


def compare_settings(args) -> None:
    from . import settings

    settings.compare(args.count)


def print_figures(args) -> None:
    from . import evaluate, mapped

    if args.kind == "line":
        evaluate.evaluate(args.count, settings_of(args), part=args.part)
    else:
        mapped.evaluate(args.kind, args.count, settings_of(args))


STAGES = {
    "data": build_data,
    "unpack": unpack_pack,
    "keep": keep_base,
    "autoencoder": train_autoencoder,
    "latents": encode_latents,
    "text": train_text,
    "base": train_base,
    "control": train_control,
    "distil": distil_guidance,
    "evaluator": train_evaluator,
    "leads": compare_leads,
    "export": export_pack,
    "sheet": draw_sheet,
    "curve": draw_curve,
    "evaluate": print_figures,
    "settings": compare_settings,
    "words": print_heard,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="inkling_train", description=__doc__)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--steps", type=int, help="optimiser steps in all, not from now on")
    parser.add_argument("--batch", type=int)
    parser.add_argument("--rate", type=float, help="learning rate, instead of the stage's own")
    parser.add_argument("--cooldown", type=int, default=0, help="of the steps, how many at the end bring the rate to zero")
    parser.add_argument("--passes", type=int, help="latents: how many variants of each picture to encode now")
    parser.add_argument("--like", help="autoencoder: folder of an earlier one, whose latents the new ones are to resemble")
    parser.add_argument("--kind", choices=("line", "colour", "shape"), default="line", help="control, curve, sheet, evaluate: which net")
    parser.add_argument("--probe", type=int, default=200, help="control: steps between two probes of the control score")
    parser.add_argument(
        "--start", default="base", metavar="base|FOLDER", help="control: whose UNet and text encoder it locks; base, text: what a new run begins with"
    )
    parser.add_argument("--text", action="store_true", help="base: a new run takes the text stage's encoder, whatever it starts from")
    parser.add_argument("--net", help="control: folder of an earlier run, whose net a new run begins with")
    parser.add_argument("--run", choices=("base", "control", "pack"), default="control", help="export: a base alone, or with its nets; words: the pack, or else the base's run; curve: the base's, not a net's")
    parser.add_argument("--more", nargs="*", choices=("colour", "shape"), default=(), help="export, distil: other nets than the line net")
    parser.add_argument("--keep", action="store_true", help="evaluator: make it the judge of releases from now on")
    parser.add_argument("--distilled", action="store_true", help="export: UNet and nets of the distil run that began with these")
    parser.add_argument("--leads", nargs="*", default=(), help="leads: which, by name; all of them if none is named")
    parser.add_argument("--samples", type=int, default=6400, help="leads: of each")
    parser.add_argument("--guidance", type=float, help="export: the pack's default; sheet, evaluate: what they draw with; distil: what is taken in")
    parser.add_argument("--weight", type=float, help="of the net; as --guidance")
    parser.add_argument("--rescale", type=float, help="of guidance; as --guidance")
    parser.add_argument("--mode", choices=("positive", "balanced"), help="which halves of guidance see the hint; as --guidance")
    parser.add_argument("--part", choices=("picture", "name", "train", "outlines"), default="picture", help="sheet, evaluate: which pictures")
    parser.add_argument("--rows", type=int, default=8, help="sheet: how many pictures")
    parser.add_argument("--out", help="sheet: file name")
    parser.add_argument("--count", type=int, default=64, help="evaluate, settings: how many pictures")
    parser.add_argument("--threads", type=int, default=int(os.environ.get("OMP_NUM_THREADS", 1)))
    parser.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) - 1), help="processes that draw the data")
    args = parser.parse_args()
    torch.set_flush_denormal(True)  # before torch has threads, which inherit it; Adam's step took 12 % of a base step's time without it
    torch.set_num_threads(args.threads)
    STAGES[args.stage](args)


if __name__ == "__main__":
    main()
