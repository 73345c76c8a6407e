"""The exam on paper, and beside it the same exam with key and worked solutions.

The PDFs are tagged and obey PDF/UA-1, whose rules also refuse a character that no font has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from quizgen.errors import QuizgenError
from quizgen.formats.booklet import NOTE, booklet
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.typesetting import compiled, forget
from quizgen.formats.typst.format import source
from quizgen.model import KINDS, Form, Kind

# Typst writes a character that cannot be shown, such as a mark by itself, as \\u{301}.
_NO_FONT = re.compile('the text `"(.+?)"` could not be displayed')
SHOWN = 40
"""Characters of a paragraph that an error repeats."""


class PdfFormat(Struct, frozen=True):
    """Two PDFs a form."""

    name: str = "pdf"
    suffix: str = ".pdf"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "an exam on paper, and the same with key and worked solutions"
    heeds: frozenset[str] = frozenset(("large-print", "extra-time", "booklets"))
    without_evidence: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form the exam, then the exam with its key, then the booklet where it is wished.

        Raises QuizgenError for a character that no font has.
        """
        for form in forms:
            yield File(file_name(form, options, self.suffix), [pdf(form)])
            yield File(file_name(form, options, self.suffix, note="key"), [pdf(form, key=True)])
            if options.booklet:
                yield File(file_name(form, options, self.suffix, note=NOTE), [printed(booklet(form), form)])
            forget(form.sitting.fonts)


def pdf(form: Form, *, key: bool = False) -> bytes:
    """The PDF of a form, ``key`` with the key and worked solutions."""
    return printed(source(form, key=key), form)


def printed(text: str, form: Form) -> bytes:
    """The PDF of Typst source that was made of a form; raises QuizgenError."""
    with explained(form):
        return compiled(text, form.sitting.fonts)


@contextmanager
def explained(form: Form) -> Iterator[None]:
    """Where Typst refuses source that was made of a form, a QuizgenError says what of it."""
    import typst

    try:
        yield
    except typst.TypstError as error:
        raise QuizgenError(f"{_place(form)} cannot be printed: {_reason(error.message)}") from None


def _reason(message: str) -> str:
    """A character that no font has, as a person reads it and with what helps; else Typst's own words."""
    found = _NO_FONT.search(message)
    if not found:
        return message.removeprefix("PDF/UA-1 error: ")
    codes = ", ".join(f"U+{ord(one):04X}" for one in found[1])
    return (
        f"no font has '{found[1]}' ({codes}); name the file of one that has it in the blueprint: fonts = [\"FILE.ttf\"]"
    )


def _place(form: Form) -> str:
    """The first item that does not compile by itself, or else which of the words around the items."""
    bare = replace(form, items=(), title="-", course="", date="", notes=(), name="", seed="", student=None, sections=())
    for item in form.items:
        if not _prints(replace(bare, items=(item,))):
            return f"the item '{item.id}'"
    around = {"title": form.title, "course": form.course, "date": form.date, "seed": form.seed}
    for name, words in around.items():
        if not _prints(replace(bare, **{name: words})):
            return f"the {name} '{words}'"
    if form.student and not _prints(replace(bare, student=form.student)):
        return f"the student '{form.student.name}' ({form.student.number})"
    for number, words in enumerate(form.notes, start=1):
        if not _prints(replace(bare, notes=(words,))):
            return f"paragraph {number} of the instructions, '{words[:SHOWN]}',"
    for section in form.sections:
        if not _prints(replace(bare, notes=(section.title, *section.notes))):
            return f"the heading or an instruction of the section '{section.title}'"
    return f"the exam '{form.title}'"


def _prints(form: Form) -> bool:
    """Whether it can be printed, both for students and with its key."""
    import typst

    try:
        for key in (False, True):
            compiled(source(form, key=key), form.sitting.fonts)
    except typst.TypstError:
        return False
    return True


FORMAT = PdfFormat()
