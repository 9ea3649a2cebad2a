"""A small network that finds the boundaries of things: made scenes in, public/models/softedge-inkling out."""
