"""No line that is printed ends between a cross and what stands beside it."""

from __future__ import annotations

import pytest

from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.latex import LATEX
from quizgen.text.markdown import MARKDOWN
from quizgen.text.pages import PAGE
from quizgen.text.printer import Printer
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import ONE_LINE, TYPST
from quizgen.text.unbroken import unbroken
from quizgen.text.word import WORD

KEPT = "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("a 1 × 1 kernel", f"a 1{KEPT}1 kernel"),
        ("3 × 224 × 224", f"3{KEPT}224{KEPT}224"),
        (" × ", KEPT),
        ("C × H", f"C{KEPT}H"),
        ("(height × width)", "(height × width)"),
        ("64 × channels", "64 × channels"),
        ("3×3, a × b c", f"3×3, a{KEPT}b c"),
        ("no cross", "no cross"),
    ],
)
def test_numbers_stay_with_their_cross_and_words_do_not(words: str, wanted: str) -> None:
    assert unbroken(words) == wanted


@pytest.mark.parametrize("printer", [TYPST, LATEX, WORD, PAGE], ids=["typst", "latex", "word", "page"])
def test_what_breaks_its_lines_itself_keeps_crosses(printer: Printer) -> None:
    assert f"a 1{KEPT}1 kernel" in printer.line(Text("a 1 × 1 kernel"))
    assert printer.line(Text("{n} × {n}", {"n": 32})).count(KEPT) == 1


@pytest.mark.parametrize("printer", [ONE_LINE, HTML, MARKDOWN, TERMINAL], ids=["one-line", "html", "markdown", "shown"])
def test_what_is_read_again_has_ordinary_blanks(printer: Printer) -> None:
    assert "a 1 × 1 kernel" in printer.line(Text("a 1 × 1 kernel"))
