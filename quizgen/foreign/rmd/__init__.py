"""Static exercises of R/exams in Markdown, one a file: what R would have to run is remarked on and not read.

What its sections and entries mean is in the vignette "exams2" of the package, and in its ``read_exercise``.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import PurePath

from msgspec.structs import replace

from quizgen.foreign.model import Asked, Foreign, ForeignFile, Passage, Remark, Unasked
from quizgen.foreign.numbers import number
from quizgen.foreign.pieces import Piece
from quizgen.foreign.plain_text import decoded
from quizgen.foreign.rmd import asked
from quizgen.foreign.rmd.asked import Unusable
from quizgen.foreign.rmd.code import static
from quizgen.foreign.rmd.gaps import gaps
from quizgen.foreign.rmd.pictures import pictures
from quizgen.foreign.rmd.sections import Section, Sections, sections

_READ = {"exname", "extype", "exsolution", "extol", "exshuffle", "expoints", "exsection", "extags", "exclozetype"}
_OPEN = {"essay", "file"}


def read(content: bytes, where: str) -> ForeignFile:
    """The question of a file, with the pictures that lie beside it; what is wrong is among its remarks."""
    text, told = decoded(content)
    remarks = [*told]
    text, place = static(text)
    parted = sections(text)
    name = parted.meta["exname"].text if "exname" in parted.meta else PurePath(where).stem
    questions: tuple[Foreign, ...] = ()
    try:
        if place is not None:
            raise _unusable(
                "code-not-run",
                "R would have to run this code, and only static exercises are read; "
                "write what it gives, for example with exams2moodle, and read that.",
                text.count("\n", 0, place) + 1,
            )
        questions = (_question(parted, name, where),)
    except Unusable as error:
        remarks.append(replace(error.remark, question=name))
    return ForeignFile(where, "rmd", questions, tuple(remarks))


def _unusable(rule: str, fault: str, line: int) -> Unusable:
    return Unusable(Remark(rule, "error", fault, line))


def _question(parted: Sections, name: str, where: str) -> Foreign:
    meta = parted.meta
    if parted.question is None:
        raise _unusable("question-missing", "There is no section 'Question'; write it with a line of = below.", 1)
    for entry in ("extype", "exsolution"):
        if entry not in meta:
            fault = f"There is no '{entry}' in the section 'Meta-information'; write '{entry}: ...'."
            raise _unusable("meta-missing", fault, parted.question.text.line)
    solution = parted.solution or Section(Piece("", parted.question.text.line))
    stem, answers = _asked(meta, parted.question, solution)
    general = asked.passage(solution.text) if solution.text else None
    passage = asked.passage(stem)
    found = Foreign(
        meta["extype"].text, name, parted.question.text.line, passage, answers, _points(meta),
        general=general, tags=_several(meta, "extags"), category="/".join(_several(meta, "exsection")),
        own={key: piece.text for key, piece in meta.items() if key not in _READ},
    )  # fmt: skip
    options = [piece for section in (parted.question, solution) for piece in section.list or ()]
    shown = [asked.passage(parted.question.text), *map(asked.passage, options), *([general] if general else [])]
    return replace(found, pictures=pictures(_in_order(shown), where))


def _in_order(passages: list[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda passage: passage.line)


def _asked(meta: dict[str, Piece], question: Section, solution: Section) -> tuple[Piece, Asked]:
    """The text of the question, with its gaps, and what it asks for; raises Unusable."""
    sort, key = meta["extype"].text, meta["exsolution"]
    tolerance = meta["extol"].text if "extol" in meta else ""
    match sort:
        case "schoice" | "mchoice":
            shuffle = asked.shuffled(meta)
            said = solution.list or ()
            return question.text, asked.chosen(sort, question.list or (), said, key, shuffle=shuffle)
        case "num":
            return question.text, asked.numeric(key, tolerance)
        case "string" if "exstringtype" in meta and _OPEN & set(meta["exstringtype"].text.split("|")):
            return question.text, Unasked(meta["exstringtype"].text)
        case "string":
            return question.text, asked.words(key)
        case "cloze":
            return gaps(question.text, question.list or (), solution.list or (), meta)
    fault = f"The type '{sort[:40]}' is not known; write schoice, mchoice, num, string or cloze."
    raise _unusable("kind-unread", fault, meta["extype"].line)


def _points(meta: dict[str, Piece]) -> Fraction:
    """The points, of all answers together; R/exams gives one where nothing is said."""
    written = meta["expoints"].text.split("|") if "expoints" in meta else []
    found = [number(one) for one in written]
    known = [one for one in found if one is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(found) else Fraction(1)


def _several(meta: dict[str, Piece], name: str) -> tuple[str, ...]:
    """The parts of an entry between bars, slashes or commas."""
    words = re.split(r"[|/,]", meta[name].text) if name in meta else []
    return tuple(word.strip() for word in words if word.strip())
