from __future__ import annotations

import pytest

from quizgen.sets import markdown
from quizgen.text import Table, Text
from quizgen.text.markdown import MARKDOWN
from quizgen.text.terminal import TERMINAL

HOSTILE = "a|b \\ `c` {d} $e$ *f* <g> #1 _h_ &amp; ~i~ 1. [x](y) !"


@pytest.mark.parametrize(
    "text",
    [
        Text("Plain {words}.", {"words": HOSTILE}),
        Text("{words}", {"words": HOSTILE}),
        Text("`{code}` and `plain code`", {"code": "a``b`"}),
        Text("`{code}`", {"code": " spaced "}),
        Text("**strong {words}** and *emphasis*, $k**2$", {"words": "$"}),
        Text("- one\n- {words}\n- $n + 1$", {"words": "- two"}),
        Text("{table}", {"table": Table(("a|b", "c\\"), (("1", HOSTILE), ("", "`x`")), "")}),
        Text("```python\nx = {value}\n\n    y = ``` z\n```", {"value": 3}),
        Text("Before\n\n$$o == {n} + 1$$\n\n{n}. after", {"n": 12345}),
        Text("1) {n}", {"n": -2}),
        Text("$n${n}", {"n": 5}),
        Text("{words}", {"words": "- no list"}),
        Text(""),
    ],
)
def test_what_was_written_shows_as_it_did(text: Text) -> None:
    assert TERMINAL.text(markdown.text(MARKDOWN.text(text))) == TERMINAL.text(text)


def test_mathematics_that_nobody_of_ours_wrote_stands_as_it_is() -> None:
    assert TERMINAL.line(markdown.line(r"so $\int_0^1 x$ holds")) == r"so \int_0^1 x holds"
    assert r"\oint x" in TERMINAL.text(markdown.text("so\n\n$$\\oint x$$\n\nholds"))


@pytest.mark.parametrize(
    "broken", ["a $ b", "`open", "**", "```\nno end", "| a |\n| --- |", "$$x$$ y", "\\", "{hole}", "*a"]
)
def test_other_markdown_is_shown_and_never_fails(broken: str) -> None:
    assert TERMINAL.text(markdown.text(broken)) is not None
    assert TERMINAL.line(markdown.line(broken)) is not None


def test_two_texts_have_no_hole_in_common() -> None:
    one, other = markdown.line("a `b` c"), markdown.line("d `e` f")
    assert not one.values.keys() & other.values.keys()
