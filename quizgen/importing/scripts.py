"""Raised and lowered letters, which the Markdown of items has no marks for."""

from __future__ import annotations

_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()aeioxn", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢₒₓₙ", strict=True))


def scripted(words: str, *, raised: bool) -> str:
    """The words as letters of their own, or behind ``^`` or ``_`` where there are none."""
    marks = _RAISED if raised else _LOWERED
    if all(letter in marks for letter in words):
        return "".join(marks[letter] for letter in words)
    sign = "^" if raised else "_"
    return f"{sign}{words}" if words.isalnum() else f"{sign}({words})"
