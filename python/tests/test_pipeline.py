"""Pictures of the pack that ships are those of diffusers' pipelines, where these can do the same."""

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionPipeline

from inkling_train import pipeline
from inkling_train.pipeline import Settings

PROMPTS, SEEDS, STEPS = ["red apple, flat style", "blue car, cartoon style"], [3, 4], 4


@pytest.fixture(scope="module")
def pipe():
    return pipeline.load()


@pytest.fixture(scope="module")
def hints():
    out = np.zeros((2, 128, 128), np.float32)
    out[0, 30:100, 40:43], out[1, 50:53, 20:110] = 1, 1
    return out


def theirs(pipe, guidance: float, **more) -> np.ndarray:
    generators = [torch.Generator().manual_seed(s) for s in SEEDS]
    pictures = pipe(PROMPTS, num_inference_steps=STEPS, guidance_scale=guidance, generator=generators, output_type="np", **more).images
    return (pictures * 255).round().astype(np.uint8)


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """But for rounding: a batch of other size adds up in another order."""
    return np.abs(a.astype(int) - b).max() <= 1


@pytest.mark.parametrize("guidance", [1.0, 3.0])
def test_balanced_is_the_controlnet_pipeline(pipe, hints, guidance):
    how = Settings(guidance, 0.8, 0.0, "balanced", STEPS)
    image = pipeline.as_images(hints)
    wanted = theirs(pipe, guidance, image=image, controlnet_conditioning_scale=0.8)
    assert same(pipeline.draw(pipe, PROMPTS, hints, SEEDS, how), wanted)
    assert not same(pipeline.draw(pipe, PROMPTS, None, SEEDS, how), wanted)


def test_rescaled_is_the_plain_pipeline(pipe):
    parts = {name: part for name, part in pipe.components.items() if name != "controlnet"}
    plain = StableDiffusionPipeline(**parts, requires_safety_checker=False)
    plain.set_progress_bar_config(disable=True)
    drawn = {rescale: pipeline.draw(pipe, PROMPTS, None, SEEDS, Settings(5.0, 0.8, rescale, steps=STEPS)) for rescale in (0.0, 0.7)}
    assert same(drawn[0.7], theirs(plain, 5.0, guidance_rescale=0.7))
    assert not same(*drawn.values())


def test_positive_is_guess_mode_without_its_factors(pipe, hints, monkeypatch):
    forward = pipe.controlnet.forward
    monkeypatch.setattr(pipe.controlnet, "forward", lambda *args, guess_mode=False, **more: forward(*args, **more))
    wanted = theirs(pipe, 3.0, image=pipeline.as_images(hints), guess_mode=True, controlnet_conditioning_scale=0.8)
    monkeypatch.undo()
    assert same(pipeline.draw(pipe, PROMPTS, hints, SEEDS, Settings(3.0, 0.8, 0.0, "positive", STEPS)), wanted)
