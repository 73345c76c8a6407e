"""Colours from light to dark, whose grey tells as much in print."""

from __future__ import annotations

LIGHT, DARK = (0xE6, 0xEF, 0xF8), (0x1F, 0x4E, 0x79)


def shade(part: float) -> str:
    """A colour from light (0) to dark (1)."""
    part = max(0.0, min(1.0, part))
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in zip(LIGHT, DARK, strict=True))


def ink(part: float) -> str:
    """The colour of letters that can be read on a shade."""
    return "#ffffff" if part > 0.55 else "#1a1a1a"
