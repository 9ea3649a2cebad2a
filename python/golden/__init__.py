"""Golden fixtures: tiny random models run through diffusers, and what came out. See README.md."""
