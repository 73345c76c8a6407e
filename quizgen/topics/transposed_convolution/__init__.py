"""Transposed convolutions, which make maps larger: sizes, parameters and values."""
