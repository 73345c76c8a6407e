"""Blocks that networks are built of: parallel branches, residual paths, 1 × 1 convolutions."""
