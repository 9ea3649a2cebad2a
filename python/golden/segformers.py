"""SegFormer as transformers computes it: a narrow model with random weights, its classes by the processor's own post-processing."""

import torch
from safetensors.torch import load_file, save_file
from transformers import SegformerConfig, SegformerForSemanticSegmentation, SegformerImageProcessor
from transformers.modeling_outputs import SemanticSegmenterOutput

from .store import Fixture, randomise, seeded


@torch.no_grad()
def write() -> None:
    shape = dict(depths=[1, 2, 1, 1], sr_ratios=[8, 4, 2, 1], hidden_sizes=[8, 12, 15, 16], num_attention_heads=[1, 2, 5, 8], mlp_ratios=[4, 4, 3, 2], decoder_hidden_size=24)
    config = SegformerConfig(**shape, num_labels=150)
    model = randomise(SegformerForSemanticSegmentation(config), 72)
    model.decode_head.batch_norm.running_mean.copy_(torch.randn(24, generator=seeded(1)).half() * 0.2)
    model.decode_head.batch_norm.running_var.copy_((1 + 0.3 * torch.rand(24, generator=seeded(2))).half())
    fixture = Fixture("segformer", "SegformerForSemanticSegmentation, narrow, and post_process_semantic_segmentation; classes are bytes, [height, width].")
    model.save_pretrained(fixture.folder)
    path = fixture.folder / "model.safetensors"
    save_file({k: v.half() if v.is_floating_point() else v for k, v in load_file(path).items()}, path, metadata={"format": "pt"})
    (fixture.folder / "config.json").unlink()
    processor = SegformerImageProcessor()
    for name, height, width in (("square", 64, 64), ("oblong", 64, 128)):
        image = torch.randn(1, 3, height, width, generator=seeded(height + width))
        result = model(image)
        fixture.case(name, {"image": image}, {"logits": result.logits.permute(0, 2, 3, 1)}, kind="network")
    for name, sides, target in (("stretched", (9, 7), (31, 40)), ("shrunken", (24, 20), (10, 13)), ("a pixel", (3, 2), (1, 1))):
        logits = torch.randn(1, 150, *sides, generator=seeded(sides[0]))
        logits = torch.nn.functional.avg_pool2d(logits, 3, 1, 1)  # regions, not dots
        classes = processor.post_process_semantic_segmentation(SemanticSegmenterOutput(logits=logits), target_sizes=[target])[0]
        fixture.case(name, {"logits": logits.permute(0, 2, 3, 1)}, {"classes": classes.to(torch.uint8)}, kind="classes")
    stages = [
        {"channels": c, "layers": d, "heads": h, "patch": p, "stride": s, "reduction": r, "mlpRatio": m}
        for c, d, h, p, s, r, m in zip(config.hidden_sizes, config.depths, config.num_attention_heads, config.patch_sizes, config.strides, config.sr_ratios, config.mlp_ratios)
    ]
    fixture.save(config={"stages": stages, "head": config.decoder_hidden_size, "classes": 150})
