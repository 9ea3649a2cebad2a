"""A small network that makes 512 px out of the decoder's 128 px, for flat art, with alpha: public/models/upscale-inkling."""
