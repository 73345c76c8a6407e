"""Normalisation layers: what they average over, and what they make of values."""
