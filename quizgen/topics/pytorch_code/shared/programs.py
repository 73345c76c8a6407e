"""Short programs, read and then run as they stand in the question."""

from __future__ import annotations

from typing import Any

from quizgen.model import Values
from quizgen.oracle.snippets import printed_number, printed_shape
from quizgen.text import Text
from quizgen.text.snippets import snippet


def program(*lines: str) -> str:
    """A stem's block of code: the lines after the imports that they need."""
    return "\n".join(("```python", "import torch", "from torch import nn", "", *lines, "```"))


def number(stem: Text) -> Values:
    """The number that the program in the stem prints."""
    return (printed_number(snippet(stem)),)


def shape(stem: Text) -> Values:
    """The shape that the program in the stem prints."""
    return printed_shape(snippet(stem))


def givens(stem: Text) -> dict[str, Any]:
    """The program for the JSON, where it can be run without the question around it."""
    return {"code": snippet(stem)}
