"""Layers one after the other: spaces, stems, worked lines and sizes of chains."""
