"""The program that a text shows can be run as it stands there."""

from __future__ import annotations

import pytest

from quizgen.errors import FormulaError
from quizgen.text import Text
from quizgen.text.snippets import snippet
from quizgen.text.terminal import TERMINAL

SHOWN = Text("Look.\n\n```python\nlayer = Conv2d({c},\n    3)\n\nprint({c})\n```\n\nWhat?", {"c": 10000})


def test_the_program_is_what_is_shown() -> None:
    assert snippet(SHOWN) == "layer = Conv2d(10000,\n    3)\n\nprint(10000)"
    lines = TERMINAL.text(SHOWN).split("\n")[2:-2]
    assert "\n".join(line.removeprefix("    ") for line in lines) == snippet(SHOWN)


@pytest.mark.parametrize("template", ["No code.", "```\na\n```\n\n```\nb\n```"])
def test_one_program_is_expected(template: str) -> None:
    with pytest.raises(FormulaError, match="one block of code"):
        snippet(Text(template))
