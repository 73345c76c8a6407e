"""Stems that ask which layers make a map of the wanted size."""

from __future__ import annotations

from quizgen.model import Kind


def turning(layer: str, rest: str) -> dict[Kind, str]:
    """The stems that ask which layers of a type make a map of the wanted size; ``rest`` says what else holds."""
    maps = f"a feature map of {{n}} × {{n}} into one of {{target_0}} × {{target_0}}? {rest}"
    which = f"Which of these `{layer}` layers"
    return {"choice": f"{which} turns {maps}", "multiple": f"{which}, one or several, turn {maps}"}
