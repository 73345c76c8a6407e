"""The small Markdown is read as its author meant it, or refused."""

from __future__ import annotations

import pytest

from quizgen.errors import FormulaError
from quizgen.math.reader import read
from quizgen.math.tree import Hole
from quizgen.text.nodes import BlockHole, Bullets, Code, Display, Emph, Inline, Math, Paragraph, Str, Strong
from quizgen.text.reader import blocks


def only(template: str) -> tuple[Inline, ...]:
    """The parts of a template's one paragraph."""
    (block,) = blocks(template)
    assert isinstance(block, Paragraph)
    return block.children


def test_an_empty_line_parts_blocks() -> None:
    assert blocks("One.\n\n \n\nTwo.") == (Paragraph((Str("One."),)), Paragraph((Str("Two."),)))
    assert blocks("  \n ") == ()


def test_a_broken_line_is_one_paragraph() -> None:
    assert only("one\n   two") == (Str("one two"),)


def test_every_span_is_read() -> None:
    assert only("a **b** *c* `d` $n$ {e}") == (
        Str("a "),
        Strong((Str("b"),)),
        Str(" "),
        Emph((Str("c"),)),
        Str(" "),
        Code(("d",)),
        Str(" "),
        Math(read("n")),
        Str(" "),
        Hole("e"),
    )


def test_spans_nest() -> None:
    assert only("**see `a*b` and {n}**") == (Strong((Str("see "), Code(("a*b",)), Str(" and "), Hole("n"))),)
    assert only("**a *b* c**") == (Strong((Str("a "), Emph((Str("b"),)), Str(" c"))),)


@pytest.mark.parametrize("mark", ["*", "**"])
def test_stars_of_mathematics_do_not_end_an_emphasis(mark: str) -> None:
    (span,) = only(f"{mark}size $k**2*n${mark}")
    assert isinstance(span, (Strong, Emph))
    assert span.children == (Str("size "), Math(read("k**2*n")))


def test_code_and_mathematics_hide_marks_of_the_other() -> None:
    assert only("`$x$ **y**` $a*b*c$") == (Code(("$x$ **y**",)), Str(" "), Math(read("a*b*c")))


def test_code_has_holes_and_plain_braces() -> None:
    assert only("`Conv2d({c}, {d: 1})`") == (Code(("Conv2d(", Hole("c"), ", {d: 1})")),)


def test_bullets_keep_their_lines() -> None:
    assert blocks("- one\n- two\n  more") == (Bullets(((Str("one"),), (Str("two more"),))),)


def test_display_mathematics_is_a_block() -> None:
    assert blocks("$$ o == {n} + 1 $$") == (Display(read("o == {n} + 1")),)


def test_a_lone_hole_is_a_place_for_a_table() -> None:
    assert blocks("{layers}") == (BlockHole("layers"),)


@pytest.mark.parametrize("template", ["a * b", "a ** b", "`open", "costs $5", "{not a name}", "**open", "{", "a}"])
def test_a_mark_that_is_not_closed_is_an_error(template: str) -> None:
    with pytest.raises(FormulaError, match="not closed"):
        blocks(template)


def test_what_is_not_mathematics_is_an_error() -> None:
    with pytest.raises(FormulaError):
        blocks("$__import__('os')$")
