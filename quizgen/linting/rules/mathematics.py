"""Formulas in TeX, as MathJax in Moodle and Canvas finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.foreign.model import Foreign, Pairs, Passage
from quizgen.linting.parts import passages
from quizgen.linting.rule import MOODLES, About, Found
from quizgen.linting.saying import shown
from quizgen.linting.shown.page import TAGGED, Piece, parts

_MARK = re.compile(r"\\\\|\\[()\[\]]|\$\$")
_CLOSES = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}
_OPENS = {"\\)": "\\(", "\\]": "\\["}
_SINGLE = re.compile(r"(?<![\\$\w])\$(?![\s$])((?:[^$\\\n]|\\.){1,200}?)(?<![\s\\])\$(?![\w$])")
_IS_TEX = re.compile(r"\\[A-Za-z]{2,}|[_^]\{|[A-Za-z0-9)][_^][A-Za-z0-9\\]|^[A-Za-z]$|^[A-Za-z]\s*[=+*/<>-]\s*\S+$")
_TYPESET = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$", re.DOTALL)
_BREAKS = frozenset(("br", "wbr"))


def _runs(passage: Passage) -> Iterator[Piece]:
    """Pieces of text outside code, those that only line breaks part put together."""
    held: Piece | None = None
    for part in parts(passage):
        if isinstance(part, Piece) and not part.code and not part.foreign:
            held = Piece(held.text + part.text, held.line) if held else part
        elif held and (isinstance(part, Piece) or part.name not in _BREAKS):
            yield held
            held = None
    if held:
        yield held


@About(
    "tex-unclosed",
    "warning",
    "A formula in TeX begins and does not end, or ends and did not begin.",
    "It is shown as it is written: \\( needs its \\), \\[ its \\], and $$ another; no tag may stand between them.",
    MOODLES,
).question
def tex_unclosed(question: Foreign) -> Iterator[Found]:
    """Of each text the first; a mark in code is none."""
    for what, passage in passages(question):
        if passage.markup not in TAGGED or not _MARK.search(passage.source):
            continue
        for run in _runs(passage):
            fault = _fault(run.text, markdown=passage.markup == "markdown")
            if fault:
                yield Found(run.line_of(fault[0]), f"In {what} {fault[1]}")
                break


def _fault(text: str, *, markdown: bool) -> tuple[int, str] | None:
    opened: tuple[int, str] | None = None
    for found in _MARK.finditer(text):
        mark = found[0]
        if mark == "\\\\" or markdown:
            continue
        if opened and mark == _CLOSES[opened[1]]:
            opened = None
        elif not opened and mark in _CLOSES:
            opened = (found.start(), mark)
        elif not opened:
            return found.start(), f"{mark} ends a formula that did not begin: write {_OPENS[mark]} before it"
    return (
        (opened[0], f"{opened[1]} begins a formula that does not end: write {_CLOSES[opened[1]]}") if opened else None
    )


@About(
    "tex-in-single-dollars",
    "warning",
    "A formula stands between single dollar signs.",
    "Moodle's MathJax does not look for these, and shows it as it is written: write \\( and \\).",
    MOODLES,
).question
def tex_in_single_dollars(question: Foreign) -> Iterator[Found]:
    """What is clearly TeX, not money; of each text the first."""
    for what, passage in passages(question):
        if passage.markup in TAGGED and passage.source.count("$") > 1:
            for run in _runs(passage):
                found = next((one for one in _SINGLE.finditer(_bare(run.text)) if _IS_TEX.search(one[1])), None)
                if found:
                    words = f"In {what} {shown(found[0], 30)} is shown as it is written: write \\( and \\)"
                    yield Found(run.line_of(found.start()), words)
                    break


def _bare(text: str) -> str:
    """The text without formulas that are found, their place kept."""
    return _TYPESET.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


@About(
    "tex-in-menu",
    "warning",
    "An answer of a matching question has TeX in it.",
    "Moodle shows menus without MathJax: write Unicode signs, or ask with options that are all shown.",
    MOODLES,
).question
def tex_in_menu(question: Foreign) -> Iterator[Found]:
    """Answers of matching questions; menus in a text are told by ``tex-in-gap``."""
    if isinstance(question.asked, Pairs):
        for pair in question.asked.pairs:
            if found := _TYPESET.search(pair.answer.source):
                yield Found(
                    pair.answer.line, f"{shown(found[0], 30)} stands in a menu, which shows it as it is written"
                )


@About(
    "html-in-menu",
    "warning",
    "An answer of a matching question has tags in it.",
    "Moodle's menus show plain text only.",
    ("moodle",),
).question
def html_in_menu(question: Foreign) -> Iterator[Found]:
    """Whole tags of HTML."""
    if isinstance(question.asked, Pairs):
        for pair in question.asked.pairs:
            if found := re.search(r"</?(?:p|b|i|em|strong|sup|sub|span|br|img|div)\b[^<>]*>", pair.answer.source):
                yield Found(
                    pair.answer.line, f"The menu shows {shown(found[0], 30)} as it is written: write plain text"
                )
