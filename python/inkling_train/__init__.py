"""Training of inkling-mini, the Stable Diffusion + ControlNet pack that ships with the page.

`python -m inkling_train --help` lists the stages. Conventions: pictures are float (n, 3, 128, 128) in -1..1, hints float
(n, 3, 128, 128) in 0..1 (white strokes on black), latents float (n, 8, 16, 16) of about unit variance.
"""
