"""Numbers and pieces of files in sentences."""

from __future__ import annotations

from fractions import Fraction

from quizgen.foreign.remarks import shown

__all__ = ["listed", "percent", "plain", "shown"]


def plain(value: Fraction) -> str:
    """A number with at most seven digits behind the point."""
    text = f"{float(value):.7f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def percent(share: Fraction) -> str:
    """A share in percent, as files write it."""
    return f"{float(share * 100):.5f}".rstrip("0").rstrip(".")


def listed(lines: list[int]) -> str:
    """Lines of a file in words: ``line 4``, ``lines 4 and 9``, ``lines 4, 9 and 5 more``."""
    if len(lines) == 1:
        return f"line {lines[0]}"
    if len(lines) == 2:
        return f"lines {lines[0]} and {lines[1]}"
    return f"lines {lines[0]}, {lines[1]} and {len(lines) - 2} more"
