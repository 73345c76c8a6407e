"""How Moodle XML is written: what its parser throws away, and where it does not look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.foreign.xml.tree import Element, Run
from quizgen.linting.rule import About, Found, Written
from quizgen.linting.saying import shown
from quizgen.linting.shown.names import BLOCK, names

_LAST_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>$")
_FIRST_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_BESIDE_FILES = names(
    "questiontext generalfeedback correctfeedback partiallycorrectfeedback incorrectfeedback answer feedback hint "
    "subquestion graderinfo responsetemplate info drag dragbox questionnote"
)
_MENU = re.compile(r"\{\s*\d*\s*:\s*(?:MULTICHOICE|MC|MULTICHOICE_S|MCS)\s*:((?:\\.|[^\\}])*)")
_FEEDBACK = re.compile(r"(?<!\\)#(?:\\.|[^\\~])*")
_TEX = re.compile(r"\\+\(.*?\\+\)|\$\$.*?\$\$")
_BRACE = re.compile(r"\{\s*\d*\s*:\s*[A-Z_]+\s*:(?:\\.|[^\\}])*?\\[a-zA-Z]+\s*\{[^{}\\]*\}")


def _questions(written: Written) -> Iterator[Element]:
    return (one for tree in written.trees.values() for one in tree.all("question"))


def _name(question: Element) -> str:
    name = question.first("name")
    return " ".join(name.every_text.split()) if name else ""


@About(
    "escaped-html",
    "error",
    "HTML stands as &lt;b&gt; instead of in CDATA, and Moodle's parser throws a space of it away.",
    "Words grow together, code loses its lines: put the text into <![CDATA[...]]>.",
    ("moodle",),
).written
def escaped_html(written: Written) -> Iterator[Found]:
    """Space between two such signs, unless it is beside a tag that begins a line anyway; of each text the first."""
    for question in _questions(written):
        for text in question.within("text"):
            run = next(_lost(text.runs), None)
            if run:
                words = "Between the tags here Moodle drops a space, and words grow together: put the text into CDATA"
                yield Found(run.line, words, question=_name(question))


def _lost(runs: list[Run]) -> Iterator[Run]:
    before = ""
    for place, run in enumerate(runs):
        rest = runs[place + 1 :]
        alone = run.written != "cdata" and not run.text.strip()
        if alone and before.strip() and any(one.text.strip() for one in rest) and not _unseen(before, rest):
            yield run
        before = (before + run.text)[-400:]


def _unseen(before: str, rest: list[Run]) -> bool:
    """Whether space between them is not seen: after or before a tag that begins a line."""
    after = "".join(one.text for one in rest[:12])
    last, first = _LAST_TAG.search(before.rstrip()), _FIRST_TAG.match(after.lstrip())
    return bool(
        (last and last[2].lower() in BLOCK) or (first and first[2].lower() in BLOCK) or before.endswith((" ", "\n"))
    )


@About(
    "file-misplaced",
    "error",
    "A file stands in an element where Moodle does not look for files.",
    "The picture is missing: put <file> beside the <text> that shows it.",
    ("moodle",),
).written
def file_misplaced(written: Written) -> Iterator[Found]:
    """Directly in a question, or in answers that are typed."""
    for question in _questions(written):
        typed = question.get("type") in {"shortanswer", "numerical", "truefalse"}
        for element in question.walk():
            good = element.name in _BESIDE_FILES and not (typed and element.name == "answer")
            for file in () if good else element.all("file"):
                name = shown(file.get("name"))
                words = f"Moodle ignores the file {name} in <{element.name}>: put it beside the text that shows it"
                yield Found(file.line, words, question=_name(question))


@About(
    "tolerance-relative",
    "error",
    "A number's tolerance is said to be relative.",
    "Moodle does not read tolerancetype: 0.01 is a hundredth, not one percent.",
    ("moodle",),
).written
def tolerance_relative(written: Written) -> Iterator[Found]:
    """Of numerical questions; calculated ones have types of tolerance."""
    for question in _questions(written):
        if question.get("type") == "numerical":
            for one in question.within("tolerancetype"):
                if one.text.strip().lower() not in {"", "2", "nominal", "absolute"}:
                    words = "Moodle takes every tolerance as absolute: write how far off an answer may be"
                    yield Found(one.line, words, question=_name(question))


@About(
    "brace-in-gap",
    "error",
    "A formula within a gap has a brace that ends the gap.",
    "Moodle's gap ends at the first }: write \\} for every one within.",
    ("moodle",),
    explains=("too-few-options", "no-full-mark", "tex-unclosed", "gap-unclosed", "equal-options", "empty-option"),
).written
def brace_in_gap(written: Written) -> Iterator[Found]:
    """A command of TeX with its brace closed."""
    for question, text, line in _gapped(written):
        for found in _BRACE.finditer(text):
            at = line + text.count("\n", 0, found.start())
            yield Found(at, f"A }} in {shown(found[0], 40)} ends the gap: write \\}} within it", question=question)


@About(
    "tex-in-gap",
    "warning",
    "A menu in a text has TeX in it.",
    "Menus are shown without MathJax: use MULTICHOICE_V, or write Unicode signs.",
    ("moodle",),
).written
def tex_in_gap(written: Written) -> Iterator[Found]:
    """Gaps that are menus."""
    for question, text, line in _gapped(written):
        for menu in _MENU.finditer(text):
            if found := _TEX.search(_FEEDBACK.sub("", menu[1])):
                at = line + text.count("\n", 0, menu.start())
                yield Found(
                    at, f"The menu shows {shown(found[0], 30)} as it is written: use MULTICHOICE_V", question=question
                )


def _gapped(written: Written) -> Iterator[tuple[str, str, int]]:
    """Of each text with gaps its name, its text and the line where that begins."""
    for question in _questions(written):
        holder = question.first("questiontext") if question.get("type") in {"cloze", "multianswer"} else None
        text = holder.first("text") if holder else None
        if text and text.runs:
            yield _name(question), text.text, text.runs[0].line
