"""CLIP text encoders: hidden states after skipping layers, and the pooled state."""

import torch
from transformers import CLIPTextConfig, CLIPTextModel

from .store import Fixture, randomise, save_weights

CLASSIC = "text_model."  # key prefix in every published Stable Diffusion folder; transformers 5 writes none


def make_text_encoder(seed: int, vocabulary=40, width=16, layers=3, heads=2, tokens=16, stored=torch.float16, **config) -> CLIPTextModel:
    settings = CLIPTextConfig(
        vocab_size=vocabulary, hidden_size=width, intermediate_size=2 * width, num_hidden_layers=layers, num_attention_heads=heads,
        max_position_embeddings=tokens, projection_dim=width, **config,
    )  # fmt: skip
    settings.architectures = ["CLIPTextModel"]
    model = randomise(CLIPTextModel._from_config(settings, attn_implementation="eager"), seed, stored)
    model.__dict__["text_model"] = model  # diffusers' clip_skip looks for the attribute that transformers 5 dropped
    return model


def hidden(model: CLIPTextModel, ids: torch.Tensor, skip: int) -> torch.Tensor:
    """diffusers' encode_prompt with clip_skip; hidden_states[-1] is the last layer's output before the final norm."""
    states = model(ids, output_hidden_states=True).hidden_states
    return model.final_layer_norm(states[-(skip + 1)])


def write_one(name: str, about: str, model: CLIPTextModel, ids: list[list[int]], stored=torch.float16, prefix=CLASSIC) -> None:
    fixture = Fixture(name, about)
    save_weights(model, fixture.folder / "text_encoder", stored, prefix)
    input_ids = torch.tensor(ids)
    for skip in (0, 1, 2):
        state, out = hidden(model, input_ids, skip), model(input_ids)
        if skip == 0:
            assert torch.equal(state, out.last_hidden_state)
        fixture.case(f"skip{skip}", {"input_ids": input_ids}, {"hidden": state, "pooled": out.pooler_output}, kind="text", clipSkip=skip)
    fixture.save()


def write() -> None:
    pad = [0] * 16

    def row(*ids: int, fill: int) -> list[int]:
        return (list(ids) + [fill] * 16)[: len(pad)]

    # eos_token_id 2 is the old, wrong value in published configs: pooled is then taken at the largest id.
    old = dict(hidden_act="quick_gelu", bos_token_id=0, eos_token_id=2, pad_token_id=1)
    write_one("text-quick-gelu", "quick_gelu; eos_token_id 2 (pooled at the largest id), padded with eos.", make_text_encoder(101, **old),
              [row(38, 5, 2, 9, 39, fill=39), row(38, 39, fill=39)])  # fmt: skip
    new = dict(hidden_act="gelu", bos_token_id=38, eos_token_id=30, pad_token_id=0)
    write_one("text-gelu", "gelu; eos_token_id below the largest id (pooled at its first place), padded with 0; float32 weights, keys without text_model.",
              make_text_encoder(111, heads=4, layers=4, stored=torch.float32, **new),
              [row(38, 5, 39, 9, 12, 30, fill=0), row(38, 39, 31, 30, 30, fill=0)], torch.float32, "")  # fmt: skip
    bf16 = dict(hidden_act="gelu_new", bos_token_id=38, eos_token_id=39, pad_token_id=39, layer_norm_eps=1e-4)
    write_one("text-bf16", "gelu_new (tanh form), layer_norm_eps 1e-4, bfloat16 weights.", make_text_encoder(121, stored=torch.bfloat16, **bf16),
              [row(38, 7, 39, fill=39), row(38, *range(1, 15), 39, fill=39)], torch.bfloat16)  # fmt: skip
