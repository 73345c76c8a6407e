"""LaTeX takes no word of an item for markup, and every character of ours can be set by pdflatex."""

from __future__ import annotations

import random
import re
from unicodedata import category

import pytest

from quizgen.text import Table, Text
from quizgen.text.latex import LATEX
from quizgen.text.latex_characters import DECLARED, NATIVE, declared, unknown

COMMANDS = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textless": "<",
    "textgreater": ">",
    "textquotedbl": '"',
    "textasciigrave": "`",
    "textquotesingle": "'",
}
TOKEN = re.compile(
    r"\\(?P<command>[a-z]+)\{\}|\\(?P<mark>[{}$&#%_])|\{(?P<held>[\[\]*]?)\}|(?P<plain>[^\\{}$&#%_^~\[\]])"
)
MARKS = "\\{}$&#%_^~<>\"`'[]*-,.|!?@ a1"


def plain(source: str) -> str:
    """The words of a source that must hold no markup: TeX's own reading of what we write."""
    words, place = [], 0
    while place < len(source):
        token = TOKEN.match(source, place)
        assert token, f"markup in {source!r} at {place}"
        words.append(COMMANDS.get(token["command"] or "", token["mark"] or token["held"] or token["plain"] or ""))
        place = token.end()
    return "".join(words)


def test_random_marks_stay_what_they_are() -> None:
    dice = random.Random(3)  # noqa: S311 - the same in every run
    for _ in range(5000):
        words = re.sub(" +", " ", "".join(dice.choices(MARKS, k=dice.randint(1, 12))))
        shown = LATEX.line(Text("{x}", {"x": words}))
        assert plain(shown) == words
        assert not re.search(r"--|''|,,|<<|>>|[!?]`", shown)
        assert plain(LATEX.line(Text("`{x}`", {"x": words})).removeprefix("\\texttt{")[:-1]) == words


def test_nothing_in_a_listing_can_end_it() -> None:
    shown = LATEX.text(Text("```python\n{x}\nprint()\n```", {"x": "\\end{listing} 100% #1 $x$\\\\"}))
    inner = shown.removeprefix("\\begin{listing}\n").removesuffix("\nprint()\n\\end{listing}")
    assert inner == "\\textbackslash{}end\\{listing\\} 100% #1 $x$\\textbackslash{}\\textbackslash{}"


def test_a_cell_of_a_table_begins_no_argument_of_the_row_s_end() -> None:
    shown = LATEX.text(Text("{t}", {"t": Table(("*a", "b & c"), (("[1ex]", "2"), ("* x", "3")), "")}))
    assert shown.split("\n") == [
        "\\begin{layers}{lc}",
        "\\textbf{{*}a} & \\textbf{b \\& c} \\\\ \\midrule",
        "{[}1ex{]} & 2 \\\\",
        "{*} x & 3 \\\\",
        "\\end{layers}",
    ]


def test_words_stay_on_one_line_and_a_paragraph_in_them_ends_nothing() -> None:
    assert LATEX.line(Text("**{x}**", {"x": "two\n\nlines\u2028\x07."})) == "\\textbf{two lines ?.}"


def test_mathematics_and_its_numbers_are_tex() -> None:
    text = Text("$floor(({n} - 1)/2) == {half}$\n\n$$kernel_eff <= {n}$$", {"n": 2049, "half": -1024})
    assert LATEX.text(text).split("\n\n") == [
        "\\(\\left\\lfloor \\frac{2{,}049 - 1}{2} \\right\\rfloor = -1{,}024\\)",
        "\\formula{k_{\\text{eff}} \\le 2{,}049}",
    ]


@pytest.mark.parametrize("words", ["Größe × 3 − 1 ≤ λ", "naïve café, Łódź: “x” – …", "e\u0301"])
def test_what_pdflatex_can_set_stands_in_unicode(words: str) -> None:
    shown = LATEX.line(Text("{x}", {"x": words}))
    assert shown in {words, "é"}
    assert not unknown(shown)
    assert {character for character, _ in declared(shown)} <= set("−≤λ…")


@pytest.mark.parametrize("strange", ["漢", "😀", "ש"])
def test_what_pdflatex_cannot_set_is_found(strange: str) -> None:
    assert unknown(f"a {strange} b") == strange


def test_no_character_is_both_native_and_declared_or_a_control() -> None:
    assert not NATIVE & DECLARED.keys()
    assert {character for character in NATIVE if category(character) == "Cc"} == {"\n"}
