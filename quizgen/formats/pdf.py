"""The exam on paper, and beside it the same exam with key and worked solutions.

Typst compiles in this process, with its own fonts, no file and no clock: the same form gives the same bytes. The PDFs
are tagged and obey PDF/UA-1, whose rules also refuse a character that no font has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import local
from typing import TYPE_CHECKING

from quizgen.errors import QuizgenError
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.typst import source
from quizgen.model import KINDS, Form, Kind

if TYPE_CHECKING:
    import typst


@dataclass(frozen=True, slots=True)
class PdfFormat:
    """Two PDFs a form."""

    name: str = "pdf"
    suffix: str = ".pdf"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "an exam on paper, and the same with key and worked solutions"
    without_evidence: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form the exam, then the exam with its key; raises QuizgenError for a character no font has."""
        for form in forms:
            yield File(file_name(form, options, self.suffix), [pdf(form)])
            yield File(file_name(form, options, self.suffix, note="key"), [pdf(form, key=True)])


def pdf(form: Form, *, key: bool = False) -> bytes:
    """The PDF of a form, ``key`` with the key and worked solutions."""
    import typst

    try:
        return _compiled(source(form, key=key))
    except typst.TypstError as error:
        reason = error.message.removeprefix("PDF/UA-1 error: ")
        raise QuizgenError(f"{_place(form)} cannot be printed: {reason}") from None


def _place(form: Form) -> str:
    """The first item that does not compile by itself, or else the words around the items."""
    import typst

    for item in form.items:
        try:
            _compiled(source(replace(form, items=(item,), title="-", course="", date="", notes=()), key=True))
        except typst.TypstError:
            return f"the item '{item.id}'"
    return f"the title, course, date or instructions of '{form.title}'"


def _compiled(text: str) -> bytes:
    made = _own.compiler.compile(input=text.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    if not isinstance(made, bytes):
        raise QuizgenError("Typst made several files of one exam")
    return made


class _Own(local):
    """What each thread has for itself: several may print at a time, for Typst lets others run meanwhile."""

    @cached_property
    def compiler(self) -> typst.Compiler:
        """It keeps fonts and unchanged layout."""
        import typst

        return typst.Compiler(ignore_system_fonts=True)


_own = _Own()


FORMAT = PdfFormat()
